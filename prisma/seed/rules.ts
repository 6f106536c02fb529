import type { Member } from '../../lib/auth/actor'
import { shareLead } from '../../lib/leads/shares'
import { adoptTerms } from '../../lib/programme/commands'
import { listVersions } from '../../lib/programme/queries'
import type { RewardRule } from '../../lib/programme/schema'
import { days } from './chance'
import type { Act } from './stage'

type People = { owner: Member; admin: Member }

const bonuses = (currency: string): RewardRule[] => [
  {
    ruleId: '01a1f000-0000-7000-8000-000000000001',
    name: 'Big deal',
    currency,
    match: 'all',
    groups: [
      { match: 'all', conditions: [{ field: 'deal_value', op: 'at_least', amount: 15_000_00 }] },
    ],
    reward: { type: 'percent', rate: '2.5' },
    cap: { amount: 1_000_00, period: 'quarter' },
  },
  {
    ruleId: '01a1f000-0000-7000-8000-000000000002',
    name: 'Tenth deal',
    currency,
    match: 'all',
    groups: [{ match: 'all', conditions: [{ field: 'nth_deal', op: 'every', n: 10 }] }],
    reward: { type: 'fixed', amount: 250_00 },
    cap: null,
  },
]

/** Some months ago the owner added bonuses, and days in which a client can still withdraw. */
export function newRules({ owner }: People, now: Date): Act[] {
  return [
    {
      at: new Date(now.getTime() - days(110)),
      by: () => owner,
      run: async (ctx) => {
        const { id, currency } = ctx.actor.workspace
        const [last] = await listVersions(ctx.db, id, ctx.now)
        if (!last) return
        await adoptTerms(ctx, {
          ...last,
          // A new partner is paid at once, as the README promises who tries it out.
          tiers: last.tiers.map((row) => ({
            ...row,
            holdDays: row.tier === 'silver' || row.tier === 'gold' ? 7 : 0,
          })),
          rules: bonuses(currency),
          basedOn: last.version,
          effectiveOn: null,
          note: 'Agreed at the partner day',
        })
      },
    },
  ]
}

/** Now and then two partners bring a client together. */
export function sharedDeals({ admin }: People, since: Date, now: Date): Act[] {
  const acts: Act[] = []
  for (let at = since.getTime() + days(120); at < now.getTime(); at += days(23)) {
    acts.push({
      at: new Date(at),
      by: () => admin,
      run: async (ctx) => {
        const lead = await ctx.db
          .selectFrom('clientLeads')
          .select(['id', 'partnerId'])
          .where('status', '=', 'negotiating')
          .orderBy('createdAt', 'desc')
          .limit(1)
          .executeTakeFirst()
        const other = await ctx.db
          .selectFrom('partners')
          .select('id')
          .where('status', '=', 'active')
          .where('id', '<>', lead?.partnerId ?? '00000000-0000-0000-0000-000000000000')
          .orderBy('totalDeals', 'desc')
          .limit(1)
          .executeTakeFirst()
        if (!lead || !other) return
        await shareLead(ctx, {
          id: lead.id,
          shares: [
            { partnerId: lead.partnerId, bps: 6_667 },
            { partnerId: other.id, bps: 3_333 },
          ],
        })
      },
    })
  }
  return acts
}
