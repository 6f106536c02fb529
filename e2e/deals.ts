import { call } from '@orpc/server'
import type { Member } from '@/lib/auth/actor'
import { leads } from '@/lib/leads/procedures'
import { asking, asOwner, makeMember, makePartner, makeWorkspace } from './people'
import { giveProgramme } from './programme'

/** Deals and money for tests, made through the procedures. */

/** A workspace ready for business: tier table, two admins and a partner. */
export async function openAgency() {
  const workspace = await makeWorkspace()
  await giveProgramme(workspace)
  const admin = await makeMember(workspace, 'admin')
  const owner = await makeMember(workspace, 'owner')
  const partnerId = await makePartner(workspace)
  return { workspace, admin, owner, partnerId }
}

let clients = 0

export async function registerClient(admin: Member, partnerId: string, now?: Date) {
  clients++
  return call(
    leads.register,
    {
      partnerId,
      clientName: `Client ${clients}`,
      businessName: `Business ${clients}`,
      estimatedValue: 100_000,
    },
    { context: asking(admin, now ? { now } : {}) },
  )
}

/** A lead that is one step before being won. */
export async function negotiate(admin: Member, partnerId: string, now?: Date) {
  const lead = await registerClient(admin, partnerId, now)
  for (const to of ['qualified', 'proposal_sent', 'negotiating'] as const)
    await call(leads.move, { id: lead.id, to }, { context: asking(admin, now ? { now } : {}) })
  return lead.id
}

/** A won deal; answers the lead and its commission. */
export async function win(admin: Member, partnerId: string, projectValue = 100_000, now?: Date) {
  const leadId = await negotiate(admin, partnerId, now)
  await call(
    leads.move,
    { id: leadId, to: 'closed_won', projectValue },
    { context: asking(admin, now ? { now } : {}) },
  )
  const [commission] = await asOwner<{ id: string; amount: string }>(
    `select id, commission_amount as amount from commissions where client_lead_id = $1 and kind = 'base'`,
    [leadId],
  )
  return { leadId, commissionId: commission?.id as string }
}
