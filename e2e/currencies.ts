import { call } from '@orpc/server'
import type { Member } from '@/lib/auth/actor'
import { leads } from '@/lib/leads/procedures'
import { asking, asOwner } from './people'

/** Deals and rates in several currencies for tests. */

let clients = 0

/** A deal won in a currency; answers its commission, approved when told so. */
export async function winIn(
  admin: Member,
  partnerId: string,
  currency: string,
  projectValue: number,
  approve = true,
) {
  clients++
  const { id } = await call(
    leads.register,
    {
      partnerId,
      clientName: 'Ada',
      businessName: `Foreign business ${clients}`,
      currency,
      estimatedValue: 1,
    },
    { context: asking(admin) },
  )
  for (const to of ['qualified', 'proposal_sent', 'negotiating'] as const)
    await call(leads.move, { id, to }, { context: asking(admin) })
  await call(leads.move, { id, to: 'closed_won', projectValue }, { context: asking(admin) })
  const [commission] = await asOwner<{ id: string }>(
    `select id from commissions where client_lead_id = $1 and kind = 'base'`,
    [id],
  )
  const commissionId = commission?.id as string
  if (approve)
    await asOwner(
      `update commissions set status = 'approved', approved_by = $2, approved_at = now(), status_changed_at = now() where id = $1`,
      [commissionId, admin.userId],
    )
  return { leadId: id, commissionId }
}

/** Units per euro of some currencies, published some days ago. */
export async function giveRates(admin: Member, rates: Record<string, string>, daysAgo = 0) {
  for (const [currency, rate] of Object.entries(rates))
    await asOwner(
      `insert into exchange_rates (workspace_id, currency, day, version, rate, source, created_by, created_at)
       select $1, $2::text, d.day, 1 + coalesce(max(r.version), 0), $3, 'ecb', $4, now()
       from (select (now() at time zone 'Europe/Berlin')::date - $5::int as day) d
       left join exchange_rates r on r.workspace_id = $1 and r.currency = $2 and r.day = d.day group by d.day`,
      [admin.workspace.id, currency, rate, admin.userId, daysAgo],
    )
}
