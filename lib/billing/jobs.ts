import { sql } from 'kysely'
import { withSystem } from '../db/with-actor'
import { stripeConnected } from '../integrations/stripe'
import { enqueue } from '../jobs/enqueue'
import type { TaskPayload } from '../jobs/tasks'

/** Stripe tells of a new period within the hour; after that, it is asked. */
const patienceMs = 3_600_000

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
    const now = new Date()
    await sql`select reset_due_billing_periods(${now}::timestamptz)`.execute(db)
    if (!stripeConnected()) return
    const overdue = await db
      .selectFrom('customers')
      .select('id')
      .where('stripeSubscriptionId', 'is not', null)
      .where('archivedAt', 'is', null)
      .where('billingPeriodEnd', '<', new Date(now.getTime() - patienceMs))
      .execute()
    for (const { id } of overdue)
      await enqueue(
        db,
        'billing.stripe-sync',
        { workspaceId, customerId: id },
        { jobKey: `billing.stripe-sync:${id}` },
      )
  })
}
