import { call } from '@orpc/server'
import pg from 'pg'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { claim, fulfilmentDifferences, makeBatch, makeDirectories } from '@/e2e/fulfilment'
import {
  asking,
  asOwner,
  closeOwner,
  makeCustomer,
  makeMember,
  makeWorkspace,
  type TestWorkspace,
} from '@/e2e/people'
import type { Member } from '../auth/actor'
import { batches } from '../batches/procedures'
import { claims } from './procedures'

let workspace: TestWorkspace
let staff: Member
let early: string

const note = (whole = false) => asOwner(`select note_heads($1, '{api}', $2)`, [workspace.id, whole])
const as = () => ({ context: asking(staff) })

/** Twenty items in line; `early` is the batch whose only item stands first. */
beforeEach(async () => {
  workspace = await makeWorkspace()
  staff = await makeMember(workspace, 'manager')
  const directories = await makeDirectories(workspace, 20)
  early = (await makeBatch(staff, await makeCustomer(workspace), directories.slice(0, 1))).id
  await makeBatch(staff, await makeCustomer(workspace), directories.slice(1))
})
afterAll(closeOwner)

const first = async () => {
  const [item] = await claim(staff)
  if (!item) throw new Error('nothing was in the line')
  return item
}

describe('the place where claims begin to look', () => {
  it('goes on with what is claimed, and back to what a worker gives back', async () => {
    const item = await first()
    expect(item.batchId).toBe(early)
    await claim(staff, 5)
    await note()
    await call(claims.release, { token: item.token }, as())
    expect(await fulfilmentDifferences(workspace)).toEqual([])
    expect((await first()).batchId).toBe(early)
  })

  it('goes back to a batch that goes on', async () => {
    await call(batches.pause, { id: early }, as())
    await claim(staff, 5)
    await note()
    await call(batches.resume, { id: early }, as())
    expect(await fulfilmentDifferences(workspace)).toEqual([])
    expect((await first()).batchId).toBe(early)
  })

  it('goes back to a batch that becomes urgent', async () => {
    await claim(staff, 5)
    await note()
    const [, other] = await asOwner<{ id: string }>(
      `select id from batch_submissions where workspace_id = $1 order by id = $2 desc`,
      [workspace.id, early],
    )
    const edit = { id: other?.id as string, maxConcurrentItems: null, stopOnError: false }
    await call(batches.edit, { ...edit, priority: 1 }, as())
    expect((await first()).priority).toBe(1)
    expect(await fulfilmentDifferences(workspace)).toEqual([])
  })

  it('is not noted past what is just coming back', async () => {
    const item = await first()
    await claim(staff, 5)
    const noting = new pg.Client({ connectionString: process.env.DATABASE_URL })
    await noting.connect()
    try {
      await noting.query('begin')
      await noting.query(`select note_heads($1, '{api}', false)`, [workspace.id])
      const released = call(claims.release, { token: item.token }, as())
      // It waits for the place, which is not known to others yet.
      const waits = async () => {
        const [row] = await asOwner<{ n: number }>(
          `select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted and database =
             (select oid from pg_database where datname = current_database())`,
        )
        return row?.n ?? 0
      }
      await expect.poll(waits, { timeout: 10_000 }).toBeGreaterThan(0)
      await noting.query('commit')
      await released
    } finally {
      await noting.end()
    }
    expect(await fulfilmentDifferences(workspace)).toEqual([])
    expect((await first()).itemId).toBe(item.itemId)
  })

  it('is left as it is while something comes back', async () => {
    const item = await first()
    await note()
    const coming = new pg.Client({ connectionString: process.env.DATABASE_URL })
    await coming.connect()
    try {
      await coming.query('begin')
      await coming.query('select move_heads_back($1, $2)', [workspace.id, [item.itemId]])
      const place = `select priority, turn::int from queue_heads where workspace_id = $1`
      const before = await asOwner(place, [workspace.id])
      await claim(staff, 5)
      await note(true)
      expect(await asOwner(place, [workspace.id])).toEqual(before)
    } finally {
      await coming.end()
    }
    await note()
    expect(await fulfilmentDifferences(workspace)).toEqual([])
  })
})
