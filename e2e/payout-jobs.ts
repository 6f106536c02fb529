import { expect } from 'vitest'
import { withSystem } from '@/lib/db/with-actor'
import { taskList } from '@/lib/jobs/registry'
import { ledgerDifferences } from '@/lib/ledger/check'
import { money } from './payouts'
import { asOwner, jobs } from './people'

/** Gives up at once where the sandbox never answers, so that no test hangs on a clock. */
export function impatient(step: string) {
  if (step === 'the sandbox is silent') throw new Error('The provider did not answer in time.')
}

type Task = 'payouts.send' | 'payouts.reconcile' | 'payouts.event'
export const runJob = (task: Task, payload: unknown) =>
  (taskList[task] as (payload: unknown, helpers: unknown) => Promise<void>)(payload, {})

/** Runs the waiting jobs of a kind; what a job throws is what a crash would leave. */
export async function runJobs(task: Task) {
  const waiting = await jobs(task)
  await asOwner(
    `delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
     where t.id = j.task_id and t.identifier = $1`,
    [task],
  )
  return Promise.allSettled(waiting.map((payload) => runJob(task, payload)))
}

/** As if the time in which an answer could come had passed, and the scheduled round came by. */
export async function reconcileAll(workspaceId: string) {
  await asOwner(
    `update payout_transfers set called_at = called_at - interval '1 hour' where workspace_id = $1 and status <> 'paid' and status <> 'failed'`,
    [workspaceId],
  )
  const { transfers } = await money(workspaceId)
  for (const { id, status } of transfers)
    if (['sending', 'accepted', 'unknown'].includes(status))
      await runJob('payouts.reconcile', { workspaceId: workspaceId, transferId: id })
  await runJobs('payouts.send')
}

/** Nothing lost, nothing doubled: the payout, its commissions, the provider and the ledger agree. */
export async function expectWhole(workspaceId: string) {
  const { payouts: rows, sandbox, transfers } = await money(workspaceId)
  for (const { id, status, commissions } of rows) {
    const of = transfers.filter(({ payoutId }) => payoutId === id)
    expect(new Set(of.map(({ key }) => key)).size, 'keys of a payout').toBeLessThanOrEqual(1)
    const moved = sandbox.filter((row) => row.key === of[0]?.key && row.status === 'paid')
    expect(moved.length, `${status}: money that moved`).toBe(status === 'paid' ? 1 : 0)
    expect(new Set(commissions)).toEqual(new Set([status === 'paid' ? 'paid' : 'approved']))
  }
  const found = await withSystem(workspaceId, 'test', ({ db }) => ledgerDifferences(db))
  expect(found).toEqual([])
  const events = await asOwner<{ count: number }>(
    `select count(*)::int as count from events where workspace_id = $1 and type = 'payout.paid'`,
    [workspaceId],
  )
  expect(events[0]?.count).toBe(rows.filter(({ status }) => status === 'paid').length)
}
