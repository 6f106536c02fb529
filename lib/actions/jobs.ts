import { sql } from 'kysely'
import { withSystem } from '../db/with-actor'
import { enqueue } from '../jobs/enqueue'
import type { TaskPayload } from '../jobs/tasks'

const reason = 'brings tasks back that slept, were blocked or were lost'

/** A job per workspace, so that one in trouble does not keep the others waiting. */
export async function tendAllTasks() {
  await withSystem('', reason, async ({ db }) => {
    const workspaces = await db.selectFrom('workspaces').select('id').execute()
    for (const { id } of workspaces)
      await enqueue(db, 'actions.tend', { workspaceId: id }, { jobKey: `actions.tend:${id}` })
  })
}

/** By the clock: what nobody else looks at until somebody claims. */
export async function tendTasks({ workspaceId }: TaskPayload<'actions.tend'>) {
  await withSystem(workspaceId, reason, ({ db }) =>
    sql`select return_lost_actions(${new Date()}::timestamptz)`.execute(db),
  )
}
