import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { withSystem } from '../db/with-actor'
import { enqueue } from '../jobs/enqueue'
import type { TaskPayload } from '../jobs/tasks'
import { queueMail } from '../mail/queue'

const reason = 'tells customers what went live'

/** A job per workspace, so that one in trouble does not keep the others waiting. */
export async function tellLiveAll() {
  await withSystem('', reason, async ({ db }) => {
    const workspaces = await db.selectFrom('workspaces').select('id').execute()
    for (const { id } of workspaces)
      await enqueue(
        db,
        'listings.tell-live',
        { workspaceId: id },
        { jobKey: `listings.tell-live:${id}` },
      )
  })
}

/** Named by customer and day, so that a day is told once however often the job runs. */
const mailId = (customerId: string, day: string) => {
  const hex = createHash('sha256').update(`listings live ${customerId} ${day}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

type Row = {
  id: string
  email: string
  name: string
  day: string
  listings: { name: string; url: string }[]
}

/** One mail a day for each customer who wants it: the listings that went live the day before, in the workspace's days. */
export async function tellLive(
  { workspaceId }: TaskPayload<'listings.tell-live'>,
  now = new Date(),
) {
  await withSystem(workspaceId, reason, async ({ db }) => {
    const { rows } = await sql<Row>`
      with day as (
        select d.day, d.day::timestamp at time zone w.timezone as starts, (d.day + 1)::timestamp at time zone w.timezone as ends
        from workspaces w cross join lateral (select (${now}::timestamptz at time zone w.timezone)::date - 1 as day) d
        where w.id = ${workspaceId}::uuid)
      select c.id, c.email, coalesce(nullif(c.full_name, ''), c.company_name) as name, day.day::text as day,
        jsonb_agg(jsonb_build_object('name', d.name, 'url', l.listing_url) order by l.approved_at) as listings
      from day join directory_submissions l on l.approved_at >= day.starts and l.approved_at < day.ends and l.status = 'approved'
      join customers c on c.workspace_id = l.workspace_id and c.id = l.customer_id
      join directories d on d.workspace_id = l.workspace_id and d.id = l.directory_id
      where c.archived_at is null and coalesce((c.notification_preferences->>'listingLive')::boolean, true)
      group by c.id, day.day`.execute(db)
    for (const { id, email, name, day, listings } of rows)
      await queueMail(
        { actor: { kind: 'system', workspaceId, reason }, now, db },
        { id: mailId(id, day), to: email, template: 'listings-live', data: { name, listings } },
      )
  })
}
