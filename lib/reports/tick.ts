import { sql } from 'kysely'
import { type Db, withSystem } from '../db/with-actor'
import { enqueue } from '../jobs/enqueue'
import type { TaskPayload } from '../jobs/tasks'
import type { Format } from './labels'
import { queueExecution } from './queue'
import { lastRun, nextRun } from './schedule'
import { type Definition, definition } from './schema'

const reason = 'makes the reports that are due'
const atATime = 50

/** A job for each workspace in which a report is due. */
export async function tickReportsEverywhere() {
  await withSystem('', reason, async ({ db }) => {
    const { rows } = await sql<{ workspaceId: string }>`
      select workspace_id from workspaces_with_report_work(${new Date()}::timestamptz) where due`.execute(
      db,
    )
    for (const { workspaceId } of rows)
      await enqueue(db, 'reports.tick', { workspaceId }, { jobKey: `reports.tick:${workspaceId}` })
  })
}

type Due = Definition & {
  id: string
  format: Format
  schedule: string
  timezone: string
  nextRunAt: Date
}

async function dueReports(db: Db, now: Date): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select id, metrics, group_by, group_limit, interval, filters, period, comparison, format, schedule, timezone, next_run_at
    from custom_reports where workspace_id = (select app_workspace_id()) and next_run_at <= ${now}::timestamptz
    order by next_run_at limit ${atATime} for no key update skip locked`.execute(db)
  return rows.map((row) => ({ ...row, ...definition.parse(row) }))
}

/**
 * Asks for every report that is due, and says when it is due next, in one transaction. However many
 * times were missed while no worker ran, the last of them is made up for.
 */
export async function tickReports(
  { workspaceId }: TaskPayload<'reports.tick'>,
  now = new Date(),
): Promise<number> {
  let asked = 0
  for (;;) {
    const found = await withSystem(workspaceId, reason, async ({ db }) => {
      const { timezone } = await db
        .selectFrom('workspaces')
        .select('timezone')
        .where('id', '=', workspaceId)
        .executeTakeFirstOrThrow()
      const due = await dueReports(db, now)
      const actor = { kind: 'system', workspaceId, reason } as const
      for (const report of due) {
        const last = lastRun(report.schedule, report.timezone, now)
        const scheduledFor = new Date(Math.max(last.getTime(), report.nextRunAt.getTime()))
        await queueExecution({ actor, now, db }, timezone, {
          report,
          trigger: 'schedule',
          send: true,
          scheduledFor,
        })
        await db
          .updateTable('customReports')
          .set({ nextRunAt: nextRun(report.schedule, report.timezone, now) })
          .where('id', '=', report.id)
          .execute()
      }
      return due.length
    })
    asked += found
    if (found < atATime) return asked
  }
}
