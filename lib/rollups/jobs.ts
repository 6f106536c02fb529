import { sql } from 'kysely'
import { withSystem } from '../db/with-actor'
import { recordMany } from '../events/record'
import { enqueue } from '../jobs/enqueue'
import type { TaskPayload } from '../jobs/tasks'
import { log } from '../log'

const reason = 'compares counts of events with the rows'
/** Days looked at in an hour: the last two, and some of the earlier ones. */
const sampled = 4

/** The months to come are made, and those past every retention dropped. */
export async function tendPartitions() {
  await withSystem('', 'makes and drops months of events', async ({ db }) => {
    const { rows } = await sql<{ dropped: string[] }>`
      select tend_event_partitions() as dropped`.execute(db)
    const dropped = rows[0]?.dropped ?? []
    if (dropped.length > 0) log.info({ dropped }, 'dropped months of events')
  })
}

/** A job per workspace, so that one in trouble does not keep the others from being checked. */
export async function checkAllEvents() {
  await withSystem('', reason, async ({ db }) => {
    const workspaces = await db.selectFrom('workspaces').select('id').execute()
    for (const { id } of workspaces)
      await enqueue(db, 'events.check', { workspaceId: id }, { jobKey: `events.check:${id}` })
  })
}

type Difference = { day: string; eventType: string; counted: number; found: number }

/**
 * Counts some days of a workspace anew and compares. What differs is reported, and counted anew by the
 * roller. Answers the differences.
 */
export async function checkEvents({
  workspaceId,
}: TaskPayload<'events.check'>): Promise<Difference[]> {
  return withSystem(workspaceId, reason, async ({ db }) => {
    const { rows: days } = await sql<{ day: string }>`
      select (d.today - d.back)::text as day from (
        select (now() at time zone w.timezone)::date as today, b.back, s.days_from
        from workspaces w join analytics_states s on s.workspace_id = w.id,
          (select 0 as back union select 1 union (select n from generate_series(2, 90) n order by random() limit ${sampled})) b
        where w.id = ${workspaceId}::uuid) d
      where d.today - d.back >= d.days_from`.execute(db)
    const found: Difference[] = []
    for (const { day } of days) {
      const { rows } = await sql<Difference>`
        select day::text as day, event_type, counted, found from event_day_differences(${day}::date, ${day}::date)`.execute(
        db,
      )
      if (rows.length === 0) continue
      found.push(...rows)
      await sql`select 1 from mark_stale_day(${day}::date)`.execute(db)
    }
    if (found.length > 0) {
      log.error({ workspaceId, differences: found }, 'counts of events differ from the rows')
      const actor = { kind: 'system', workspaceId, reason } as const
      await recordMany({ actor, now: new Date(), db }, [
        {
          type: 'analytics.difference',
          subject: { type: 'workspace', id: workspaceId },
          data: { differences: found.slice(0, 50) },
        },
      ])
    }
    return found
  })
}
