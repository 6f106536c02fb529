import { sql } from 'kysely'
import { v7 } from 'uuid'
import { type Actor, workspaceIdOf } from '../auth/actor'
import type { Db } from '../db/with-actor'
import { enqueue } from '../jobs/enqueue'
import { isoDate } from '../time'
import { runKey } from './keys'
import type { Format, Trigger } from './labels'
import { rangeOn } from './period'
import { type Definition, definition } from './schema'

type Context = { actor: Actor; now: Date; db: Db }

type Asked = {
  report: Definition & { id: string; format: Format }
  trigger: Trigger
  send: boolean
  /** The moment of the schedule, from which its days are counted. */
  scheduledFor?: Date
}

/** Writes down that a report is to be made, and asks for it; null when that moment of its schedule was written down before. */
export async function queueExecution(
  { actor, now, db }: Context,
  timezone: string,
  { report, trigger, send, scheduledFor }: Asked,
): Promise<string | null> {
  const { id: reportId, format } = report
  const asked = definition.parse(report)
  const days = rangeOn(asked.period, isoDate(scheduledFor ?? now, timezone))
  const workspaceId = workspaceIdOf(actor) as string
  const row = await db
    .insertInto('reportExecutions')
    .values({
      id: v7(),
      workspaceId,
      reportId,
      trigger,
      scheduledFor: scheduledFor ?? null,
      requestedBy: 'userId' in actor ? actor.userId : null,
      send,
      definition: JSON.stringify(asked),
      format,
      periodFrom: sql<Date>`${days.from}::date`,
      periodTo: sql<Date>`${days.to}::date`,
      queuedAt: now,
    })
    .onConflict((conflict) => conflict.columns(['reportId', 'scheduledFor']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) return null
  await enqueue(db, 'reports.run', { workspaceId, executionId: row.id }, { jobKey: runKey(row.id) })
  return row.id
}
