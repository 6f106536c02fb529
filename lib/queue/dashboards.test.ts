import { call } from '@orpc/server'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { claim, makeBatch, makeDirectories } from '@/e2e/fulfilment'
import {
  asking,
  asOwner,
  closeOwner,
  makeCustomer,
  makeMember,
  makeWorkspace,
  type TestWorkspace,
} from '@/e2e/people'
import type { Actor, Member } from '../auth/actor'
import { readAs, withSystem } from '../db/with-actor'
import { refreshSummary, tend } from './housekeeping'
import { claims } from './procedures'

let workspace: TestWorkspace
let staff: Member
let customer: Member

beforeAll(async () => {
  workspace = await makeWorkspace()
  staff = await makeMember(workspace, 'manager')
  customer = await makeMember(workspace, 'customer')
  const elsewhere = await makeWorkspace()
  await makeMember(workspace, 'va')
  await makeMember(elsewhere, 'va')
  for (const [where, who, whose] of [
    [workspace, staff, customer.customerId as string],
    [workspace, staff, await makeCustomer(workspace)],
    [elsewhere, await makeMember(elsewhere, 'manager'), await makeCustomer(elsewhere)],
  ] as const) {
    await makeBatch(who, whose, await makeDirectories(where, 4))
    const [one, two, three] = await claim(who, 4)
    const as = { context: asking(who) }
    await call(claims.complete, { token: one?.token as string, outcome: 'submitted' }, as)
    await call(claims.fail, { token: two?.token as string, code: 'refused', message: 'No.' }, as)
    await call(claims.fail, { token: three?.token as string, code: 'captcha', message: 'Who?' }, as)
  }
})
afterAll(closeOwner)

const rowsOf = (actor: Actor, view: string) =>
  readAs(actor, async (db) => {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(view)}`.execute(
      db,
    )
    return rows
  })

describe('the dashboards', () => {
  it.each([
    ['customer_dashboard', 2],
    ['queue_dashboard', 1],
    ['action_center_dashboard', 2],
    ['va_workload_dashboard', 1],
    ['directory_performance_analytics', 8],
    ['customer_submission_summary', 6],
    ['queue_analytics', 2],
  ])('%s shows a workspace its own rows', async (view, count) => {
    const rows = await rowsOf(staff, view)
    expect(rows.every((row) => row.workspaceId === workspace.id)).toBe(true)
    expect(rows).toHaveLength(count)
  })

  it('shows customers what is theirs, and visitors nothing', async () => {
    expect(await rowsOf(customer, 'customer_dashboard')).toMatchObject([
      {
        customerId: customer.customerId,
        creditsReserved: 2,
        currentPeriodUsage: 1,
        openBatches: 1,
      },
    ])
    expect(await rowsOf(customer, 'action_center_dashboard')).toEqual([])
    await expect(rowsOf({ kind: 'visitor', address: '' }, 'customer_dashboard')).rejects.toThrow()
    await expect(rowsOf(customer, 'database_health_monitor')).rejects.toThrow()
    expect((await rowsOf(staff, 'database_health_monitor')).length).toBeGreaterThan(20)
  })

  it('says of people and tasks who is there, who holds what, and by when it is due', async () => {
    const [person] = await rowsOf(staff, 'va_workload_dashboard')
    expect(person).toMatchObject({ load: 0, held: 0, late: 0, capacity: 10, present: true })
    const [action] = await rowsOf(staff, 'action_center_dashboard')
    expect(action).toMatchObject({ heldBy: null, deadlineAt: expect.any(Date) })
    expect(action?.minutesToDeadline).toBeGreaterThan(0)
    expect(action?.priorityScore).toBeGreaterThan(0)
  })

  it('counts what is open from the counters', async () => {
    const [row] = await rowsOf(staff, 'queue_dashboard')
    expect(row).toMatchObject({
      openItems: 2,
      reviewItems: 2,
      openBatches: 2,
      processingItems: 2,
      workersAlive: 1,
    })
  })

  it('sums a workspace up behind a barrier', async () => {
    await refreshSummary()
    expect(await rowsOf(staff, 'dashboard_summary')).toMatchObject([
      {
        workspaceId: workspace.id,
        customers: 2,
        directories: 8,
        submittedItems: 2,
        failedItems: 2,
        openActions: 2,
      },
    ])
    await expect(
      readAs(staff, (db) => sql`select * from reporting.dashboard_summary`.execute(db)),
    ).rejects.toThrow(/permission denied/)
    await expect(rowsOf(customer, 'dashboard_summary')).rejects.toThrow(/permission denied/)
  })
})

describe('the daily figures', () => {
  it('are the same however often they are made', async () => {
    await tend({ workspaceId: workspace.id })
    const first = await rowsOf(staff, 'submission_performance_dashboard')
    expect(first).toMatchObject([{ submitted: 2, failed: 2, credits: 2 }])
    await tend({ workspaceId: workspace.id })
    expect(await rowsOf(staff, 'submission_performance_dashboard')).toEqual(first)
  })

  it('are of the workspace’s own days, the long and the short ones too', async () => {
    const berlin = await makeWorkspace()
    const [directory] = await makeDirectories(berlin, 1)
    const whose = await makeCustomer(berlin)
    // The day of 26 October 2025 had 25 hours in Berlin: 22:00Z of the 25th to 23:00Z of the 26th.
    for (const at of [
      '2025-10-25T21:59:59Z',
      '2025-10-25T22:00:00Z',
      '2025-10-26T22:59:59Z',
      '2025-10-26T23:00:00Z',
    ])
      await asOwner(
        `insert into directory_submissions (workspace_id, customer_id, directory_id, status, internal_reference_id, submitted_at, created_at)
         values ($1, $2, $3, 'failed', 'T', $4, $4)`,
        [berlin.id, whose, directory, at],
      )
    await withSystem(berlin.id, 'test', async ({ db }) => {
      await sql`select generate_daily_analytics(d::date) from generate_series('2025-10-25'::date, '2025-10-27', '1 day') d`.execute(
        db,
      )
    })
    const days = await rowsOf(await makeMember(berlin, 'manager'), 'submission_analytics_daily')
    expect(days.map(({ submitted }) => submitted)).toEqual([1, 2, 1])
  })
})

describe('what is past its time', () => {
  it('goes, with the figures of its batch kept', async () => {
    await asOwner(
      `update batch_submissions set status = 'cancelled', finished_at = now() - interval '401 days' where workspace_id = $1`,
      [workspace.id],
    )
    await tend({ workspaceId: workspace.id })
    const [row] = await asOwner<{ items: number; total: number; listings: number }>(
      `select (select count(*)::int from submission_queue where workspace_id = $1) as items,
         (select sum(total_items)::int from batch_submissions where workspace_id = $1) as total,
         (select count(*)::int from directory_submissions where workspace_id = $1) as listings`,
      [workspace.id],
    )
    expect(row).toEqual({ items: 0, total: 8, listings: 8 })
  })
})
