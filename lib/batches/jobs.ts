import { wants } from '../customers/rules'
import { withSystem } from '../db/with-actor'
import type { TaskPayload } from '../jobs/tasks'
import { queueMail } from '../mail/queue'

const reason = 'tells a customer that their batch is done'

/** Tells the customer, once a batch whoever made it said so for; a job that runs again writes the same mail. */
export async function tellFinished({ workspaceId, batchId }: TaskPayload<'batches.finished'>) {
  await withSystem(workspaceId, reason, async ({ db }) => {
    const found = await db
      .selectFrom('batchSubmissions as b')
      .innerJoin('customers as c', 'c.id', 'b.customerId')
      .select([
        'b.batchName',
        'b.completedItems',
        'b.failedItems',
        'c.email',
        'c.fullName',
        'c.companyName',
        'c.notificationPreferences',
      ])
      .where('b.id', '=', batchId)
      .executeTakeFirst()
    if (!found || found.completedItems === 0) return
    if (!wants(found.notificationPreferences, 'batchFinished')) return
    await queueMail(
      { actor: { kind: 'system', workspaceId, reason }, now: new Date(), db },
      {
        id: batchId,
        to: found.email,
        template: 'batch-finished',
        data: {
          name: found.fullName || found.companyName,
          batch: found.batchName,
          completed: found.completedItems,
          failed: found.failedItems,
        },
      },
    )
  })
}
