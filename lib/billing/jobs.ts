import { sql } from 'kysely'
import { withSystem } from '../db/with-actor'
import { enqueue } from '../jobs/enqueue'
import type { TaskPayload } from '../jobs/tasks'

const reason = 'begins billing periods'

/** A job per workspace. */
export async function resetAllPeriods() {
  await withSystem('', reason, async ({ db }) => {
    const workspaces = await db.selectFrom('workspaces').select('id').execute()
    for (const { id } of workspaces)
      await enqueue(
        db,
        'billing.reset-due',
        { workspaceId: id },
        { jobKey: `billing.reset-due:${id}` },
      )
  })
}

/** Begins the periods that are due in a workspace, all in one statement. */
export async function resetDuePeriods({ workspaceId }: TaskPayload<'billing.reset-due'>) {
  await withSystem(workspaceId, reason, async ({ db }) => {
    await sql`select reset_due_billing_periods(${new Date()}::timestamptz)`.execute(db)
  })
}
