import { sql } from 'kysely'
import { withSystem } from '../db/with-actor'
import { enqueue } from '../jobs/enqueue'
import type { TaskPayload } from '../jobs/tasks'

const reason = 'keeps the queue’s figures and tables in order'

/** A job per workspace, so that one in trouble does not keep the others waiting. */
export async function tendAll() {
  await withSystem('', reason, async ({ db }) => {
    const workspaces = await db.selectFrom('workspaces').select('id').execute()
    for (const { id } of workspaces)
      await enqueue(db, 'queue.tend', { workspaceId: id }, { jobKey: `queue.tend:${id}` })
  })
}

/** Today's and yesterday's figures, in the workspace's own days, and what is past its time. */
export async function tend({ workspaceId }: TaskPayload<'queue.tend'>) {
  await withSystem(workspaceId, reason, async ({ db }) => {
    await sql`
      select generate_daily_analytics(d.day) from (
        select (now() at time zone w.timezone)::date - n as day from workspaces w, generate_series(0, 1) n
        where w.id = ${workspaceId}::uuid) d`.execute(db)
  })
  for (let gone = 1; gone > 0; ) {
    gone = await withSystem(workspaceId, reason, async ({ db }) => {
      const { rows } = await sql<{ gone: number }>`select cleanup_old_data() as gone`.execute(db)
      return rows[0]?.gone ?? 0
    })
  }
}

/** The figures of every workspace at a glance, worked out anew. */
export async function refreshSummary() {
  await withSystem('', reason, ({ db }) =>
    sql`select 1 from refresh_dashboard_summary()`.execute(db),
  )
}
