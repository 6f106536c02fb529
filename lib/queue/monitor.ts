import { sql } from 'kysely'
import { z } from 'zod'
import type { QueryContext } from '../api/context'
import * as f from '../fields'
import { failureCodes, methods } from './labels'

/** Beyond this a count says “more”: nobody plans by the difference, and counting on would take long. */
export const countedTo = 10_000

export const monitor = z.object({
  openBatches: z.int(),
  pausedBatches: z.int(),
  openItems: z.int(),
  reviewItems: z.int(),
  /** When the item that waits longest became due; null while nothing waits. */
  oldestDueAt: f.time.nullable(),
  /** In the line, by method, counted to `countedTo`. */
  waiting: z.array(z.object({ method: z.enum(methods), count: z.int() })),
  /** Due later: scheduled, waiting to be tried again, or for room at a directory. */
  later: z.int(),
  nextDueAt: f.time.nullable(),
  /** What came in during the last hour, in steps of five minutes, oldest first. */
  throughput: z.array(z.object({ at: f.time, completed: z.int(), failed: z.int() })),
  /** Of the last day, most frequent first. */
  failures: z.array(z.object({ code: z.enum(failureCodes).catch('unknown'), count: z.int() })),
  workers: z.array(
    z.object({
      id: z.string(),
      capabilities: z.array(z.string()),
      lastSeenAt: f.time,
      alive: z.boolean(),
      holding: z.int(),
    }),
  ),
  leases: z.array(
    z.object({
      itemId: f.id,
      batchId: f.id,
      directoryName: z.string(),
      customerName: z.string(),
      workerId: z.string(),
      step: z.string().nullable(),
      percent: z.int(),
      claimedAt: f.time,
      leaseExpiresAt: f.time,
      attempt: z.int(),
    }),
  ),
})
export type Monitor = z.infer<typeof monitor>

const aliveMinutes = 2

/**
 * How the queue stands now: from counters and small partial indexes, however many items there are. The policies keep to
 * the workspace; saying it here once more would be planned and asked twice.
 */
export async function watchQueue({ db, now }: QueryContext): Promise<Monitor> {
  const since = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
  const step = 300_000
  const begin = Math.floor(now.getTime() / step) * step - 11 * step
  const steps = Array.from({ length: 12 }, (_, n) => new Date(begin + n * step))
  const [sums, waiting, line, recent, failures, workers, leases] = await Promise.all([
    sql<Pick<Monitor, 'openBatches' | 'pausedBatches' | 'openItems' | 'reviewItems'>>`
      select count(*) as open_batches, count(*) filter (where b.status = 'paused') as paused_batches,
        coalesce(sum(b.total_items - b.completed_items - b.failed_items - b.cancelled_items - b.review_items), 0)::int as open_items,
        coalesce(sum(b.review_items), 0)::int as review_items
      from batch_submissions b where b.status in ('pending', 'processing', 'paused')`.execute(db),
    sql<Monitor['waiting'][number]>`
      select m.method, n.count from unnest(${[...methods]}::text[]) as m(method)
      cross join lateral (select count(*) as count from (
        select from submission_queue q where q.status = 'pending' and q.ready and q.automation_method = m.method
        limit ${countedTo + 1}) x) n`.execute(db),
    sql<Pick<Monitor, 'oldestDueAt' | 'later' | 'nextDueAt'>>`
      select
        (select min(q.scheduled_for) from submission_queue q where q.status = 'pending' and q.ready) as oldest_due_at,
        (select count(*) from (select from submission_queue q where not q.ready and q.status in ('pending', 'retry_needed')
          limit ${countedTo + 1}) x) as later,
        (select min(q.scheduled_for) from submission_queue q where not q.ready and q.status in ('pending', 'retry_needed')) as next_due_at`.execute(
      db,
    ),
    sql<{ recentAt: Date; n: number; completed: number; failed: number }>`
      select b.recent_at, u.n::int, sum(u.completed)::int as completed, sum(u.failed)::int as failed
      from batch_submissions b cross join unnest(b.recent_completed, b.recent_failed) with ordinality as u(completed, failed, n)
      where b.recent_at >= ${steps[0]}::timestamptz and u.completed + u.failed > 0 group by 1, 2`.execute(
      db,
    ),
    sql<Monitor['failures'][number]>`
      select q.error_code as code, count(*) as count from submission_queue q
      where q.status = 'failed' and q.finished_at >= ${since(1440)}::timestamptz
      group by 1 order by 2 desc, 1 limit 20`.execute(db),
    sql<Monitor['workers'][number]>`
      select w.worker_id as id, w.capabilities, w.last_seen_at, w.last_seen_at > ${since(aliveMinutes)}::timestamptz as alive,
        (select count(*) from submission_queue q where q.status = 'processing' and q.worker_id = w.worker_id) as holding
      from queue_workers w where w.last_seen_at > ${since(1440)}::timestamptz order by w.last_seen_at desc limit 50`.execute(
      db,
    ),
    sql<Monitor['leases'][number]>`
      select q.id as item_id, q.batch_id, d.name as directory_name, c.company_name as customer_name, q.worker_id, q.current_step as step,
        q.progress_percentage as percent, q.claimed_at, q.lease_expires_at, q.attempts as attempt
      from (select * from submission_queue q where q.status = 'processing' order by q.lease_expires_at limit 50) q
      join directories d on d.workspace_id = q.workspace_id and d.id = q.directory_id
      join customers c on c.workspace_id = q.workspace_id and c.id = q.customer_id
      order by q.lease_expires_at`.execute(db),
  ])
  return {
    ...(sums.rows[0] as Pick<
      Monitor,
      'openBatches' | 'pausedBatches' | 'openItems' | 'reviewItems'
    >),
    ...(line.rows[0] as Pick<Monitor, 'oldestDueAt' | 'later' | 'nextDueAt'>),
    waiting: waiting.rows,
    throughput: steps.map((at) => {
      const then = recent.rows.filter(
        ({ recentAt, n }) => recentAt.getTime() - (12 - n) * step === at.getTime(),
      )
      const sum = (what: 'completed' | 'failed') =>
        then.reduce((total, row) => total + row[what], 0)
      return { at, completed: sum('completed'), failed: sum('failed') }
    }),
    failures: failures.rows,
    workers: workers.rows,
    leases: leases.rows,
  }
}
