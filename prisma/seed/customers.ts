import { sql } from 'kysely'
import type pg from 'pg'
import type { Member } from '../../lib/auth/actor'
import { grantCredits } from '../../lib/billing/credits'
import { changeSubscription } from '../../lib/billing/subscription'
import { businessPatch } from '../../lib/customers/business'
import { createFromLead } from '../../lib/customers/commands'
import type { SubscriptionTier } from '../../lib/customers/labels'
import { editBusiness } from '../../lib/customers/profile'
import { withActor, withSystem } from '../../lib/db/with-actor'
import { days } from './chance'
import { profileOf } from './profiles'
import type { Act } from './stage'

type House = {
  workspace: { id: string }
  admin: Member
  manager: Member
  members: Map<string, Member>
}
type WonLead = { id: string; name: string; website: string | null; closedAt: Date }

type Story = {
  tier: SubscriptionTier
  /** Days after the beginning at which they pay; null for those who never have. */
  paysAfter: number | null
  /** How much of the profile is there, from 0 to 1. */
  told: number
  twist?: 'downgrade' | 'cancel' | 'grant'
}

const stories: Story[] = [
  { tier: 'pro', paysAfter: 6, told: 0.85, twist: 'grant' },
  { tier: 'enterprise', paysAfter: 2, told: 1 },
  { tier: 'basic', paysAfter: null, told: 0.4 },
  { tier: 'pro', paysAfter: 11, told: 1 },
  { tier: 'basic', paysAfter: 9, told: 0.7 },
  { tier: 'basic', paysAfter: null, told: 0.2 },
  { tier: 'enterprise', paysAfter: 1, told: 1, twist: 'grant' },
  { tier: 'pro', paysAfter: 13, told: 0.6, twist: 'downgrade' },
  { tier: 'basic', paysAfter: 12, told: 1 },
  { tier: 'pro', paysAfter: 5, told: 0.9 },
  { tier: 'pro', paysAfter: 8, told: 1, twist: 'cancel' },
  { tier: 'basic', paysAfter: 3, told: 0.5 },
]

/** Won leads over the last months, the newest first. */
async function wonLeads(owner: pg.Client, workspaceId: string): Promise<WonLead[]> {
  const { rows } = await owner.query<WonLead>(
    `select id, business_name as name, website, closed_at as "closedAt" from (
       select l.*, row_number() over (order by closed_at desc) as no from client_leads l
       where workspace_id = $1 and status = 'closed_won' and client_email is not null and business_name is not null) won
     where no % 6 = 1 order by closed_at desc limit $2`,
    [workspaceId, stories.length],
  )
  return rows
}

type Made = { id: string; name: string }

/** Puts off what follows until the customer is there. */
type Later = { at: Date; by: Member; run: (ctx: Parameters<Act['run']>[0]) => Promise<unknown> }

function storyOf(
  house: House,
  lead: WonLead,
  story: Story,
  index: number,
  now: Date,
  made: Made[],
) {
  const { admin, manager } = house
  const first = index === 0
  // The third one is still in their trial.
  const begins = new Date(
    index === 2
      ? now.getTime() - days(5)
      : Math.min(lead.closedAt.getTime() + days(2), now.getTime() - days(20 + index)),
  )
  const at = (after: number) => new Date(begins.getTime() + days(after))
  const id = () => (made[index] as Made).id
  const acts: Later[] = [
    {
      at: begins,
      by: story.tier === 'basic' ? manager : admin,
      run: async (ctx) => {
        const customer = await createFromLead(ctx, {
          id: lead.id,
          subscriptionTier: story.tier,
          start: 'trial',
          invite: !first && story.told > 0.3,
          ...(first ? { email: 'customer@northlight.example', fullName: 'Carl Jensen' } : {}),
        })
        made[index] = { id: customer.id, name: customer.companyName }
      },
    },
    {
      at: at(1.2),
      by: manager,
      run: (ctx) =>
        editBusiness(ctx, {
          id: id(),
          patch: businessPatch.parse(profileOf(lead.name, lead.website, story.told)),
        }),
    },
  ]
  if (story.paysAfter !== null)
    acts.push({
      at: at(story.paysAfter),
      by: admin,
      run: (ctx) => changeSubscription(ctx, { id: id(), status: 'active' }),
    })
  const late = new Date(now.getTime() - days(3))
  const twists = {
    downgrade: (ctx) => changeSubscription(ctx, { id: id(), subscriptionTier: 'basic' }),
    cancel: (ctx) => changeSubscription(ctx, { id: id(), status: 'cancelled' }),
    grant: (ctx) =>
      grantCredits(ctx, {
        id: id(),
        credits: 50,
        reason: 'Two directories closed before our listings went live.',
      }),
  } satisfies Record<string, Later['run']>
  if (story.twist) acts.push({ at: late, by: admin, run: twists[story.twist] })
  return acts.filter((act) => act.at < now)
}

/** Every day's work of the clock between the first customer and now. */
async function clock(workspaceId: string, from: Date, to: Date) {
  await withSystem(workspaceId, 'begins billing periods', async ({ db }) => {
    for (let at = from; at < to; at = new Date(at.getTime() + days(1)))
      await sql`select reset_due_billing_periods(${at}::timestamptz)`.execute(db)
  })
}

/** A dozen customers out of won leads; the demo's customer signs in as the first. */
export async function customersOf(owner: pg.Client, house: House, now: Date): Promise<Made[]> {
  const leads = await wonLeads(owner, house.workspace.id)
  const made: Made[] = []
  const acts = leads
    .flatMap((lead, index) => storyOf(house, lead, stories[index] as Story, index, now, made))
    .sort((a, b) => a.at.getTime() - b.at.getTime())
  let since = acts[0]?.at ?? now
  for (const { at, by, run } of acts) {
    await clock(house.workspace.id, since, at)
    since = at
    await withActor(by, ({ tx, db }) => run({ actor: by, now: at, tx, db }))
  }
  await clock(house.workspace.id, since, now)
  const customer = house.members.get('customer')
  const own = made[0]
  if (customer && own) {
    customer.customerId = own.id
    await owner.query(
      `update memberships set customer_id = $1 where workspace_id = $2 and user_id = $3`,
      [own.id, house.workspace.id, customer.userId],
    )
  }
  return made
}
