import { sql } from 'kysely'
import { withSystem } from '../db/with-actor'

/** Kept answers, dead sessions, spent links and old counters go. */
export async function expire() {
  await withSystem('', 'clears away what belongs to no workspace', ({ db }) =>
    sql`select 1 from purge_expired(${new Date()}::timestamptz)`.execute(db),
  )
}
