import { randomUUID } from 'node:crypto'
import { call } from '@orpc/server'
import type { Member } from '@/lib/auth/actor'
import { batches } from '@/lib/batches/procedures'
import { claims } from '@/lib/queue/procedures'
import type { Method } from '@/lib/queue/schema'
import { asking, asOwner, type TestWorkspace } from './people'

type Given = {
  method?: Method
  maxConcurrent?: number
  cooldownSeconds?: number
  credits?: number
  category?: string
}

/** Directories of a workspace, made as the owner of the database. */
export async function makeDirectories(workspace: TestWorkspace, count: number, given: Given = {}) {
  const run = randomUUID().slice(0, 8)
  const rows = await asOwner<{ id: string }>(
    `insert into directories (workspace_id, slug, name, url, domain, category, automation_method, max_concurrent, cooldown_seconds, credits, created_at)
     select $1, 'd-' || $2 || '-' || n, 'Directory ' || n, 'https://d' || n || '.example.com', 'd' || n || '.example.com', $3, $4, $5, $6, $7, now()
     from generate_series(1, $8::int) as n returning id`,
    [
      workspace.id,
      run,
      given.category ?? 'general',
      given.method ?? 'api',
      given.maxConcurrent ?? null,
      given.cooldownSeconds ?? 0,
      given.credits ?? 1,
      count,
    ],
  )
  return rows.map(({ id }) => id)
}

export const makeBatch = (
  staff: Member,
  customerId: string,
  directoryIds: string[],
  more: object = {},
) =>
  call(
    batches.create,
    { customerId, name: 'Launch', directoryIds, ...more },
    { context: asking(staff) },
  )

export const claim = async (
  worker: Member,
  count = 1,
  capabilities: Method[] = ['api'],
  workerId = 'w1',
) =>
  (
    await call(
      claims.create,
      { workerId, capabilities, count, leaseSeconds: 60 },
      { context: asking(worker) },
    )
  ).items

/** Everything that must agree, whatever happened: answers one line per difference. */
export async function fulfilmentDifferences(workspace: TestWorkspace) {
  const rows = await asOwner<{ what: string }>(
    `with items as (
       select batch_id, count(*) as total, count(*) filter (where status = 'completed') as completed, count(*) filter (where status = 'failed') as failed,
         count(*) filter (where status = 'cancelled') as cancelled, count(*) filter (where status = 'manual_review') as review
       from submission_queue where workspace_id = $1 group by 1)
     select 'batch ' || b.id || ' counts ' || row(b.total_items, b.completed_items, b.failed_items, b.cancelled_items, b.review_items)::text
       || ', its items say ' || row(i.total, i.completed, i.failed, i.cancelled, i.review)::text as what
     from batch_submissions b join items i on i.batch_id = b.id
     where b.workspace_id = $1 and (b.total_items, b.completed_items, b.failed_items, b.cancelled_items, b.review_items)
       is distinct from (i.total, i.completed, i.failed, i.cancelled, i.review)
     union all
     select 'batch ' || b.id || ' is ' || b.status || ' at ' || b.progress_percentage || ' %, done ' || (i.completed + i.failed + i.cancelled) || ' of ' || i.total
     from batch_submissions b join items i on i.batch_id = b.id
     where b.workspace_id = $1 and (b.progress_percentage <> (i.completed + i.failed + i.cancelled) * 100 / i.total
       or (b.status in ('completed', 'failed')) <> (i.completed + i.failed + i.cancelled = i.total and b.status <> 'cancelled'))
     union all
     select 'customer ' || c.id || ' reserves ' || c.credits_reserved || ' and used ' || c.current_period_usage || ', items say '
       || coalesce(q.reserved, 0) || ' and ' || coalesce(q.used, 0)
     from customers c
     left join (select customer_id, sum(credits) filter (where credit_state = 'reserved') as reserved, sum(credits) filter (where credit_state = 'consumed') as used
       from submission_queue where workspace_id = $1 group by 1) q on q.customer_id = c.id
     where c.workspace_id = $1 and (c.credits_reserved, c.current_period_usage) is distinct from (coalesce(q.reserved, 0), coalesce(q.used, 0))
     union all
     select 'customer ' || c.id || ' reserves ' || c.credits_reserved || ' and used ' || c.current_period_usage || ', entries say '
       || coalesce(e.reserved, 0) || ' and ' || coalesce(e.used, 0)
     from customers c
     left join (select customer_id, sum(case kind when 'reserve' then credits when 'grant' then 0 when 'expire' then 0 else -credits end) as reserved,
         coalesce(sum(credits) filter (where kind = 'consume'), 0) as used
       from credit_entries where workspace_id = $1 group by 1) e on e.customer_id = c.id
     where c.workspace_id = $1 and (c.credits_reserved, c.current_period_usage) is distinct from (coalesce(e.reserved, 0), coalesce(e.used, 0))
     union all
     select 'customer ' || id || ' is overdrawn' from customers where workspace_id = $1 and current_period_usage + credits_reserved > credits_limit + credits_granted
     union all
     select 'item ' || q.id || ' is ' || q.status || ' and its listing ' || l.status
     from submission_queue q join directory_submissions l on l.workspace_id = q.workspace_id and l.id = q.submission_id
     where q.workspace_id = $1 and case q.status
       when 'processing' then l.status <> 'submitting'
       when 'completed' then l.status not in ('submitted', 'under_review', 'approved')
       when 'failed' then l.status <> 'failed' when 'cancelled' then l.status <> 'cancelled'
       else l.status not in ('pending', 'submitting') end
     union all
     select 'item ' || q.id || ' waits for a person without an action' from submission_queue q
     where q.workspace_id = $1 and q.status = 'manual_review' and not exists (select from pending_actions a
       where a.workspace_id = q.workspace_id and a.queue_item_id = q.id and a.status in ('pending', 'assigned', 'in_progress', 'blocked', 'requires_customer'))
     union all
     select 'item ' || q.id || ' waits before the place where claims begin to look' from submission_queue q
     join queue_heads h on h.workspace_id = q.workspace_id and h.automation_method = q.automation_method
     where q.workspace_id = $1 and q.status = 'pending' and q.ready and (q.priority, q.turn) < (h.priority, h.turn)`,
    [workspace.id],
  )
  return rows.map(({ what }) => what)
}
