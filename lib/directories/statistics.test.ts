import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asOwner, closeOwner, makeCustomer, makeWorkspace } from '@/e2e/people'
import { expectedApproval, longestDays, medianDays } from './rules'

/** Random lives of listings: whatever they are, the counters say what a recount of the rows says. */

const arrows: Record<string, string[]> = {
  pending: ['submitting', 'submitted', 'approved', 'failed', 'cancelled', 'rejected'],
  submitting: ['pending', 'submitted', 'under_review', 'approved', 'rejected', 'failed'],
  submitted: ['under_review', 'approved', 'rejected', 'revision_needed', 'failed'],
  under_review: ['approved', 'rejected', 'revision_needed'],
  revision_needed: ['submitted', 'pending', 'rejected', 'cancelled'],
  approved: ['expired', 'removed', 'revision_needed'],
  failed: ['pending'],
  cancelled: ['pending'],
}

type Row = {
  directory: number
  status: string
  manual: boolean
  submitted: Date | null
  approved: Date | null
}

let workspace: Awaited<ReturnType<typeof makeWorkspace>>
let directories: string[]
beforeAll(async () => {
  workspace = await makeWorkspace()
  directories = await makeDirectories()
})
afterAll(async () => {
  await closeOwner()
})

const makeDirectories = async () => {
  const rows = await asOwner<{ id: string }>(
    `insert into directories (workspace_id, slug, name, url, domain, category, created_at)
     select $1, gen_random_uuid()::text, 'D' || n, 'https://d.example', 'd.example', 'general', now()
     from generate_series(1, 3) n returning id`,
    [workspace.id],
  )
  return rows.map(({ id }) => id).sort()
}

const start = Date.UTC(2026, 0, 1)
const day = 86_400_000

async function insert(customer: string, rows: Row[]) {
  const found = await asOwner<{ id: string }>(
    `insert into directory_submissions (workspace_id, customer_id, directory_id, manual, internal_reference_id, created_at)
     select $1, $2, d, m, gen_random_uuid()::text, now() from unnest($3::uuid[], $4::boolean[]) as x(d, m) returning id`,
    [
      workspace.id,
      customer,
      rows.map((row) => directories[row.directory]),
      rows.map((row) => row.manual),
    ],
  )
  return found.map(({ id }) => id)
}

const save = (ids: string[], rows: Row[]) =>
  asOwner(
    `update directory_submissions s set status = x.status, submitted_at = x.submitted, approved_at = x.approved, manual = x.manual,
       listing_url = 'https://d.example/x', rejected_at = case when x.status = 'rejected' then now() end,
       rejection_category = case when x.status = 'rejected' then 'other' end
     from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::boolean[]) as x(id, status, submitted, approved, manual)
     where s.id = x.id`,
    [
      ids,
      rows.map(({ status }) => status),
      rows.map(({ submitted }) => submitted),
      rows.map(({ approved }) => approved),
      rows.map(({ manual }) => manual),
    ],
  )

/** What the statistics must be, counted slowly and plainly. */
function recount(rows: Row[]) {
  const out = rows.filter(
    ({ status, submitted }) =>
      submitted !== null || !['pending', 'submitting', 'cancelled'].includes(status),
  )
  const approved = rows.filter((row) => row.approved !== null)
  const others = rows.filter((row) => row.approved === null)
  const days = Array.from({ length: longestDays + 1 }, () => 0)
  for (const row of approved) {
    if (!row.submitted || !row.approved) continue
    const took = Math.floor((row.approved.getTime() - row.submitted.getTime()) / day)
    const at = Math.min(longestDays, Math.max(0, took))
    days[at] = (days[at] ?? 0) + 1
  }
  return {
    submissions: out.length,
    approved: approved.length,
    rejected: others.filter(({ status }) => status === 'rejected').length,
    failed: others.filter(({ status }) => status === 'failed').length,
    manual: out.filter(({ manual }) => manual).length,
    days,
  }
}

const counted = () =>
  asOwner<{ id: string; expected: number; median: number | null } & ReturnType<typeof recount>>(
    `select id, submissions_count as submissions, approved_count as approved, rejected_count as rejected,
       failed_count as failed, manual_count as manual, approval_days as days, expected_approval as expected,
       median_days(approval_days) as median
     from directories where workspace_id = $1 and id = any ($2) order by id`,
    [workspace.id, directories],
  )

async function expectExact(rows: Row[]) {
  for (const [index, { id: _, expected, median, ...found }] of (await counted()).entries()) {
    const should = recount(rows.filter(({ directory }) => directory === index))
    const days = found.days.length === 0 ? should.days.map(() => 0) : found.days
    expect({ ...found, days }).toEqual(should)
    expect(median).toBe(medianDays(should.days))
    expect(expected).toBe(
      expectedApproval({
        approvedCount: should.approved,
        rejectedCount: should.rejected,
      }),
    )
  }
}

const step = fc.record({
  rows: fc.array(fc.nat(5), { minLength: 1, maxLength: 4 }),
  arrow: fc.nat(9),
  days: fc.integer({ min: 0, max: 260 }),
  helped: fc.boolean(),
})

const moved = (
  row: Row,
  { arrow, days, helped }: { arrow: number; days: number; helped: boolean },
) => {
  const ways = arrows[row.status] ?? []
  const status = ways[arrow % Math.max(1, ways.length)] ?? row.status
  const at = new Date((row.submitted?.getTime() ?? start) + days * day + 3_600_000)
  const next = { ...row, status, manual: row.manual || helped }
  if (status === 'submitted' && !row.submitted) next.submitted = new Date(start)
  if (status === 'approved' && !row.approved) next.approved = at
  return next
}

describe('the statistics of a directory', () => {
  it('are what a recount of its listings says, through random lives', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ directory: fc.nat(2), manual: fc.boolean() }), {
          minLength: 6,
          maxLength: 6,
        }),
        fc.array(step, { maxLength: 12 }),
        async (made, steps) => {
          directories = await makeDirectories()
          let rows: Row[] = made.map((row) => ({
            ...row,
            status: 'pending',
            submitted: null,
            approved: null,
          }))
          // A customer each, for there is one live listing of a customer in a directory.
          const ids: string[] = []
          for (const row of rows) ids.push(...(await insert(await makeCustomer(workspace), [row])))
          for (const one of steps) {
            rows = rows.map((row, index) => (one.rows.includes(index) ? moved(row, one) : row))
            await save(ids, rows)
          }
          await expectExact(rows)
        },
      ),
      { numRuns: 25 },
    )
  })

  it('are exact when many are counted at once, in any order', async () => {
    directories = await makeDirectories()
    const customers = await Promise.all(Array.from({ length: 12 }, () => makeCustomer(workspace)))
    const done: Row[] = []
    await Promise.all(
      customers.map(async (customer, index) => {
        const order = index % 2 === 0 ? [0, 1, 2] : [2, 1, 0]
        const rows = order.map(
          (directory): Row => ({
            directory,
            status: 'pending',
            manual: index % 3 === 0,
            submitted: null,
            approved: null,
          }),
        )
        const ids = await insert(customer, rows)
        const sent = rows.map((row) => ({
          ...row,
          status: 'submitted',
          submitted: new Date(start),
        }))
        await save(ids, sent)
        const ended = sent.map(
          (row): Row =>
            index % 4 === 0
              ? { ...row, status: 'rejected' }
              : { ...row, status: 'approved', approved: new Date(start + index * day) },
        )
        await save(ids, ended)
        done.push(...ended)
      }),
    )
    await expectExact(done)
  })

  it('forget a listing that is deleted', async () => {
    directories = await makeDirectories()
    const ids = await insert(await makeCustomer(workspace), [
      { directory: 0, status: 'pending', manual: false, submitted: null, approved: null },
    ])
    const failed: Row = {
      directory: 0,
      status: 'failed',
      manual: true,
      submitted: null,
      approved: null,
    }
    await save(ids, [failed])
    await expectExact([failed])
    await asOwner('delete from directory_submissions where id = any ($1)', [ids])
    await expectExact([])
  })
})
