import type { QueryContext } from '../api/context'
import { ownId } from '../partners/profile'
import { findPartner } from '../partners/queries'
import { arrivalOf, newestTransfer } from '../payouts/queries'
import { termsAt } from '../programme/queries'
import { latestNews } from './news'
import type { PortalHome } from './schema'

/** A lead that has not moved for this long asks for a word. */
const quietDays = 21

/** What the portal's first page says. */
export async function portalHome(ctx: QueryContext): Promise<PortalHome> {
  const id = ownId(ctx)
  const partner = await findPartner(ctx.db, id, ctx.now)
  const waiting = await ctx.db
    .selectFrom('clientLeads')
    .select(['id', 'clientName', 'businessName', 'externalId', 'status', 'stageEnteredAt'])
    .where('partnerId', '=', id)
    .where('status', 'in', ['prospect', 'qualified', 'proposal_sent', 'negotiating'])
    .where('stageEnteredAt', '<', new Date(ctx.now.getTime() - quietDays * 86_400_000))
    .orderBy('stageEnteredAt')
    .limit(5)
    .execute()
  const nextPayout = await ctx.db
    .selectFrom('payouts as y')
    .select([
      'y.id',
      'y.amount',
      'y.currency',
      'y.status',
      'y.paidAt',
      'y.reference',
      newestTransfer<string | null>('provider').as('provider'),
      newestTransfer<Date | null>('created_at').as('sentAt'),
    ])
    .where('y.partnerId', '=', id)
    .where('y.status', 'in', ['approved', 'processing', 'unknown', 'failed'])
    .orderBy('y.createdAt')
    .limit(1)
    .executeTakeFirst()
  const { minimumPayout } = await termsAt(ctx.db, ctx.actor.workspace.id, ctx.now)
  return {
    partner,
    waiting,
    nextPayout: nextPayout
      ? { ...nextPayout, expectedOn: arrivalOf(nextPayout, ctx.actor.workspace.timezone) }
      : null,
    minimumPayout,
    news: await latestNews(ctx.db, id),
  } as PortalHome
}
