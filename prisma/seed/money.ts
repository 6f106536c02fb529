import type { Member } from '../../lib/auth/actor'
import { approveCommissions, holdCommission, rejectCommission } from '../../lib/commissions/review'
import { listRefunds, refundLead } from '../../lib/leads/refunds'
import { isoDate } from '../../lib/time'
import { days, pick } from './chance'
import type { Act } from './stage'

type People = { owner: Member; admin: Member }

const holds = [
  'Waiting for the client’s signature',
  'Invoice is disputed',
  'Please check the client’s address',
]

/** Every two weeks the admin goes through what was earned until a week before. */
export function approvals({ admin }: People, since: Date, now: Date): Act[] {
  const acts: Act[] = []
  for (let at = since.getTime(); at < now.getTime() - days(2); at += days(14)) {
    const when = new Date(at)
    const earnedTo = isoDate(at - days(7), admin.workspace.timezone)
    acts.push({
      at: when,
      by: () => admin,
      run: async (ctx) => {
        const some = await ctx.db
          .selectFrom('commissions')
          .select('id')
          .where('status', '=', 'pending')
          .orderBy('earnedAt')
          .limit(30)
          .execute()
        const [first, second] = some
        if (some.length > 8 && first && second) {
          await holdCommission(ctx, { id: first.id, reason: pick(holds) })
          if (pick([true, false, false, false]))
            await rejectCommission(ctx, {
              id: second.id,
              reason: 'Registered twice by the same partner',
            })
        }
        return approveCommissions(ctx, { filter: { status: ['pending'], earnedTo } })
      },
    })
  }
  return acts
}

const refundReasons = [
  'The client dropped the second phase',
  'Discount agreed after the hand-over',
  'The client cancelled within the first month',
]

/** Now and then a client gets a part back, of a deal won some weeks before. */
export function refunds({ admin }: People, since: Date, now: Date): Act[] {
  const acts: Act[] = []
  for (let at = since.getTime() + days(70); at < now.getTime() - days(1); at += days(36)) {
    acts.push({
      at: new Date(at),
      by: () => admin,
      run: async (ctx) => {
        const deals = await ctx.db
          .selectFrom('clientLeads')
          .select(['id', 'projectValue'])
          .where('status', '=', 'closed_won')
          .where('closedAt', '<', new Date(at - days(20)))
          .orderBy('closedAt', 'desc')
          .limit(6)
          .execute()
        if (deals.length === 0) return
        const deal = pick(deals)
        const amount = Math.round(((deal.projectValue ?? 0) * pick([0.15, 0.25, 0.5])) / 100) * 100
        const { left } = await listRefunds(ctx.db, deal.id)
        if (amount > 0 && amount <= left)
          await refundLead(ctx, { id: deal.id, amount, reason: pick(refundReasons) })
      },
    })
  }
  return acts
}
