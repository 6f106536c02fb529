import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { withSystem } from '@/lib/db/with-actor'
import { countEvents } from '@/lib/rollups/worker'
import { asOwner, type TestWorkspace } from './people'

/** Analytics events for tests. */

export type TestEvent = {
  id?: string
  eventType?: string
  eventData?: object
  userId?: string | null
  partnerId?: string | null
  campaignId?: string | null
  createdAt: Date
}

/** An id of version 7 of a moment. */
export function idOf(at: Date) {
  const hex = at.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7${randomUUID().slice(15)}`
}

const columns = (events: TestEvent[]) => [
  events.map(() => 1),
  events.map((event) => event.id ?? idOf(event.createdAt)),
  events.map((event) => event.eventType ?? 'page.viewed'),
  events.map((event) => JSON.stringify(event.eventData ?? {})),
  events.map((event) => event.userId ?? null),
  events.map((event) => event.partnerId ?? null),
  events.map((event) => event.campaignId ?? null),
  events.map((event) => event.createdAt),
]

/** Adds events of any age, past the door; answers how many were new. */
export async function addEvents(
  { id }: Pick<TestWorkspace, 'id'>,
  events: TestEvent[],
  client?: pg.Client,
) {
  const text = `select coalesce(sum(accepted), 0)::int as accepted
    from add_events(array[$1::uuid], array['api'], $2::int[], $3::uuid[], $4::text[], $5::jsonb[], $6::text[], $7::uuid[], $8::uuid[],
      $9::timestamptz[], clock_timestamp())`
  const values = [id, ...columns(events)]
  const rows = client
    ? (await client.query(text, values)).rows
    : await asOwner<{ accepted: number }>(text, values)
  return rows[0]?.accepted as number
}

/** Counts until nothing is left to count. Transactions of other tests may hold that up. */
export async function countAll() {
  for (let tries = 0; tries < 400; tries++) {
    while ((await countEvents(300_000)) !== 0);
    const [waiting] = await asOwner<{ some: boolean }>(
      `select exists (select from analytics_events e where e.xid >= w.next_xid) or exists (select from analytics_stale_days) as some
       from analytics_watermarks w where w.name = 'rollups'`,
    )
    if (!waiting?.some) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('The events are not counted after eight seconds')
}

export const rebuild = (
  { id }: Pick<TestWorkspace, 'id'>,
  from = '2000-01-01',
  to = '2100-01-01',
) =>
  withSystem(id, 'a test', ({ tx }) =>
    tx.$queryRawUnsafe(
      'select rebuild_event_days($1::uuid, $2::date, $3::date)::text',
      id,
      from,
      to,
    ),
  )

export async function ownerClient() {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  client.on('error', () => {})
  await client.connect()
  return client
}
