import { sql } from 'kysely'
import { withSystem } from '../db/with-actor'
import { enqueue } from './enqueue'

/** Kept answers, dead sessions, spent links and old counters go; each workspace clears away its old reports. */
export async function expire() {
  const now = new Date()
  await withSystem('', 'clears away what belongs to no workspace', async ({ db }) => {
    await sql`select 1 from purge_expired(${now}::timestamptz)`.execute(db)
    const { rows } = await sql<{ workspaceId: string }>`
      select workspace_id from workspaces_with_report_work(${now}::timestamptz) where over`.execute(
      db,
    )
    for (const { workspaceId } of rows)
      await enqueue(
        db,
        'reports.clear',
        { workspaceId },
        { jobKey: `reports.clear:${workspaceId}` },
      )
  })
}
