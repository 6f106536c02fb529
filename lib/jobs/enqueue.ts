import { sql } from 'kysely'
import type { Db } from '../db/with-actor'
import type { TaskName, TaskPayload } from './tasks'

/** What the clock asks of every workspace gives way to what somebody waits for. */
const patient: ReadonlySet<TaskName> = new Set<TaskName>([
  'deadlines.watch',
  'events.check',
  'leads.watch',
  'ledger.check',
  'listings.care',
  'metrics.keep',
  'quality.tally',
  'reports.clear',
  'queue.tend',
  'routing.assign',
])

/** Adds a job that exists only if this transaction commits. */
export async function enqueue<T extends TaskName>(
  db: Db,
  task: T,
  payload: TaskPayload<T>,
  { jobKey, runAt }: { jobKey?: string; runAt?: Date } = {},
) {
  await sql`select 1 from enqueue(${task}, ${JSON.stringify(payload)}::jsonb, ${jobKey ?? null}, ${runAt ?? null}::timestamptz,
    p_priority => ${patient.has(task) ? 10 : 0})`.execute(db)
}
