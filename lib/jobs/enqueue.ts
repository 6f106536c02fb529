import { sql } from 'kysely'
import type { Db } from '../db/with-actor'
import type { TaskName, TaskPayload } from './tasks'

/** Adds a job that exists only if this transaction commits. */
export async function enqueue<T extends TaskName>(
  db: Db,
  task: T,
  payload: TaskPayload<T>,
  { jobKey, runAt }: { jobKey?: string; runAt?: Date } = {},
) {
  await sql`select 1 from enqueue(${task}, ${JSON.stringify(payload)}::jsonb, ${jobKey ?? null}, ${runAt ?? null}::timestamptz)`.execute(
    db,
  )
}
