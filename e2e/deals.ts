import { call } from '@orpc/server'
import type { Member } from '@/lib/auth/actor'
import { leads } from '@/lib/leads/procedures'
import {
  asking,
  asOwner,
  makeMember,
  makePartner,
  makeWorkspace,
  type TestWorkspace,
} from './people'

/** Deals and money for tests, made through the procedures. */

const tiers = [
  ['bronze', 0, 20],
  ['silver', 5, 25],
  ['gold', 15, 30],
  ['platinum', 50, 40],
] as const

export async function giveTiers(workspace: TestWorkspace) {
  for (const [tier, deals, rate] of tiers)
    await asOwner(
      `insert into partner_tiers (workspace_id, version, tier, min_deals, rate, effective_from, created_at)
       values ($1, 1, $2, $3, $4, '2020-01-01', '2020-01-01')`,
      [workspace.id, tier, deals, rate],
    )
}

/** A workspace ready for business: tier table, two admins and a partner. */
export async function openAgency() {
  const workspace = await makeWorkspace()
  await giveTiers(workspace)
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
