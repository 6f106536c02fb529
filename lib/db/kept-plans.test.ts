import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeOwner, makeMember, makeWorkspace } from '@/e2e/people'
import type { Member } from '../auth/actor'
import type { Db } from './with-actor'
import { readAs } from './with-actor'

let one: Member
let other: Member

beforeAll(async () => {
  one = await makeMember(await makeWorkspace(), 'manager')
  other = await makeMember(await makeWorkspace(), 'manager')
})
afterAll(closeOwner)

const reading = <T>(actor: Member, fn: (db: Db) => Promise<T>) =>
  readAs(actor, fn, { keepPlans: true })

const add = async (db: Db, n: number) => {
  const { rows } = await sql<{ sum: number }>`select ${n}::int + 1 as sum`.execute(db)
  return rows[0]?.sum
}
const workspaces = async (db: Db, name = '') => {
  const { rows } = await sql<{ id: string }>`
    select id from workspaces where name <> ${name}`.execute(db)
  return rows.map(({ id }) => id)
}

describe('statements whose plans are kept', () => {
  it('answer for the values of each call, also several of one text sent together', async () => {
    const asked = Array.from({ length: 40 }, (_, n) => n)
    expect(await reading(one, (db) => Promise.all(asked.map((n) => add(db, n))))).toEqual(
      asked.map((n) => n + 1),
    )
  })

  it('answer as whoever asks, whoever it was planned for', async () => {
    for (let turn = 0; turn < 12; turn++) {
      const actor = turn % 2 ? one : other
      expect(await reading(actor, (db) => workspaces(db))).toEqual([actor.workspace.id])
    }
    expect(
      await Promise.all(
        [one, other, one, other].map((actor) => reading(actor, (db) => workspaces(db))),
      ),
    ).toEqual([one, other, one, other].map(({ workspace }) => [workspace.id]))
  })

  it('are as good after one of them has failed in the middle of others', async () => {
    const fail = (db: Db, by: number) => sql`select 1 / ${by}::int as n`.execute(db)
    for (let turn = 0; turn < 20; turn++) {
      await expect(
        reading(one, (db) => Promise.all([add(db, 1), fail(db, 0), add(db, 2), workspaces(db)])),
      ).rejects.toThrow(/division by zero/)
      expect(await reading(one, (db) => add(db, turn))).toBe(turn + 1)
    }
  })

  it('go without a name once there are very many different ones', async () => {
    for (let n = 0; n < 150; n++) {
      const { rows } = await reading(one, (db) =>
        sql<{ n: number }>`select ${n}::int as n, ${sql.lit(n)} as text`.execute(db),
      )
      expect(rows).toEqual([{ n, text: n }])
    }
  })
})
