import type { Member } from '../../lib/auth/actor'
import { registerLead } from '../../lib/leads/registration'
import { savePayoutDetails } from '../../lib/partners/profile'
import { days } from './chance'
import type { Cast } from './partners'
import type { Act } from './stage'

type People = { admin: Member }

const active = (cast: Cast[]) => cast.filter(({ member }) => member)

/** A client whom two partners claim, a partner who brings their own company, two who share an account. */
export function suspicions({ admin }: People, cast: Cast[], now: Date): Act[] {
  const [, first, second, third] = active(cast) as [Cast, Cast, Cast, Cast]
  const [early, late] = active(cast).slice(-2) as [Cast, Cast]
  const ago = (count: number) => new Date(now.getTime() - days(count))
  let wanted: { clientEmail: string | null; businessName: string | null } | undefined
  const account = {
    method: 'bank',
    holder: 'M. Bauer',
    iban: 'DE89370400440532013000',
    bic: null,
  } as const
  return [
    {
      at: ago(0.32),
      by: () => admin,
      run: async (ctx) => {
        wanted = await ctx.db
          .selectFrom('clientLeads')
          .select(['clientEmail', 'businessName'])
          .where('partnerId', '=', first.member?.partnerId as string)
          .where('status', 'in', ['qualified', 'proposal_sent', 'negotiating', 'prospect'])
          .where('protectedUntil', '>', now)
          .orderBy('createdAt', 'desc')
          .limit(1)
          .executeTakeFirst()
      },
    },
    {
      at: ago(0.3),
      by: () => second.member as Member,
      // Being refused is the story here.
      run: async (ctx) => {
        const domain = wanted?.clientEmail?.split('@')[1]
        if (!domain) return
        await registerLead(ctx, {
          clientName: 'Sam Whitfield',
          clientEmail: `sam@${domain}`,
          businessName: wanted?.businessName ?? domain,
          website: `https://${domain}`,
          projectDescription: 'Met the owner at the trade fair; wants a shop before Christmas.',
          estimatedValue: 9_500_00,
        })
      },
    },
    {
      at: ago(0.28),
      by: () => third.member as Member,
      run: (ctx) =>
        registerLead(ctx, {
          clientName: third.name,
          clientEmail: `office@${third.email.split('@')[1]}`,
          businessName: third.company,
          estimatedValue: 4_200_00,
        }),
    },
    ...[early, late].map((partner, index) => ({
      at: ago(0.26 - index * 0.02),
      by: () => partner.member as Member,
      run: (ctx: Parameters<Act['run']>[0]) => savePayoutDetails(ctx, account),
    })),
  ]
}
