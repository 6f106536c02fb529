import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'
import type { Person } from '../auth/actor'
import { closeConnections } from './client'
import { readAs, withActor } from './with-actor'

const person = (): Person => ({
  kind: 'person',
  userId: randomUUID(),
  email: 'ada@example.com',
  name: 'Ada',
  sessionId: null,
})

const asked = sql<{ id: string }>`select current_setting('app.user_id', true) as id`
const anybody = { kind: 'visitor', address: '' } as const

afterAll(closeConnections)

describe('one transaction, one identity', () => {
  it('holds for both handles of many writers at once, more than there are connections', async () => {
    const writers = Array.from({ length: 40 }, person)
    const seen = await Promise.all(
      writers.map((actor) =>
        withActor(actor, async ({ tx, db }) => {
          const first = await asked.execute(db)
          const rows = await tx.$queryRaw<{ id: string }[]>`
            select current_setting('app.user_id', true) as id`
          const again = await asked.execute(db)
          return [first.rows[0]?.id, rows[0]?.id, again.rows[0]?.id]
        }),
      ),
    )
    expect(seen).toEqual(writers.map(({ userId }) => [userId, userId, userId]))
  })

  it('holds for many readers at once', async () => {
    const readers = Array.from({ length: 40 }, person)
    const seen = await Promise.all(
      readers.map(async (actor) => (await readAs(actor, (db) => asked.execute(db))).rows[0]?.id),
    )
    expect(seen).toEqual(readers.map(({ userId }) => userId))
  })

  it('ends with the transaction, also when it fails', async () => {
    const failing = withActor(person(), async ({ db }) => {
      await asked.execute(db)
      throw new Error('on purpose')
    })
    await expect(failing).rejects.toThrow('on purpose')
    const after = await Promise.all(
      Array.from(
        { length: 12 },
        async () => (await readAs(anybody, (db) => asked.execute(db))).rows[0]?.id,
      ),
    )
    expect(new Set(after)).toEqual(new Set(['']))
  })

  it('lets writers who wait for one row finish, however many they are', async () => {
    const key = randomUUID()
    await Promise.all(
      Array.from({ length: 32 }, () =>
        withActor(anybody, ({ db }) =>
          sql`insert into limits.rate_limits values (${key}, 1, 0)
            on conflict (key) do update set points = rate_limits.points + 1`.execute(db),
        ),
      ),
    )
    const { rows } = await withActor(anybody, ({ db }) =>
      sql<{ points: number }>`select points from limits.rate_limits where key = ${key}`.execute(db),
    )
    expect(rows[0]?.points).toBe(32)
  })
})
