import { writeFileSync } from 'node:fs'
import pg from 'pg'
import { createApiKey } from '../../lib/accounts/api-keys'
import type { Member } from '../../lib/auth/actor'
import { hashPassword } from '../../lib/auth/password'
import { closeConnections } from '../../lib/db/client'
import { changeStatus, changeTier } from '../../lib/partners/commands'
import { changePayoutCurrency } from '../../lib/partners/payout-currency'
import { actionsOf } from './actions'
import { assistantsOf } from './assistants'
import { batchesOf } from './batches'
import { callsOf } from './calls'
import { campaignsOf } from './campaigns'
import { between, chance, days, workday } from './chance'
import { customersOf } from './customers'
import { dashboardsOf } from './dashboards'
import { directories } from './directories'
import { leadStory } from './leads'
import { listingsOf } from './listings'
import { approvals, refunds } from './money'
import {
  accept,
  applicant,
  apply,
  approval,
  type Cast,
  opening,
  payoutDetails,
  plan,
  referralCodes,
  refusal,
} from './partners'
import { payoutRuns } from './payouts'
import { proofsOf } from './proofs'
import { reviewsOf } from './quality'
import { weeklyRates } from './rates'
import { suspicions } from './risk'
import { newRules, sharedDeals } from './rules'
import { type Act, play } from './stage'
import { visitorsOf } from './visitors'
import { createWorkspace, demoPassword } from './workspace'

const now = new Date()
const say = (text: string) => process.stdout.write(`${text}\n`)
const terms = `Bring us a client and earn a share of what they pay for their first project.

Register a client before you introduce us: the first partner to register one is protected for 90 days. When the deal is won, your commission is computed on the final project value at the rate of your tier, and approved within two weeks. Payouts are made once a month, from $100 on; smaller amounts are carried over.

A client you work for yourself, or a company you own, does not count. If a client withdraws before paying, the commission is reversed.`

const currencies = ['USD', 'EUR', 'GBP', 'USD', 'JPY']

type House = Awaited<ReturnType<typeof createWorkspace>>

/** Joins the partners of a plan and answers them with their accounts. */
async function castPartners(
  house: House,
  rows: ReturnType<typeof plan>,
  passwordHash: string,
  demoEmail?: string,
) {
  const cast: Cast[] = []
  for (const [index, row] of rows.entries()) {
    const person = applicant()
    if (index === 0 && demoEmail) person.email = demoEmail
    const member: Cast = { ...person, ...row, member: undefined }
    await apply(
      house.workspace.slug,
      person,
      new Date(row.joinedAt.getTime() - days(between(1, 6))),
    )
    await play(
      [approval(chance(0.6) ? house.admin : house.manager, person.email, row.joinedAt)],
      () => {},
    )
    // One in twelve has not followed the invitation yet.
    const joins = index === 0 || row.leads > 10 || !chance(1 / 12)
    if (joins) {
      const at = workday(row.joinedAt, 0.1, 1.5)
      await accept(house.admin, member, passwordHash, at < now ? at : now)
    }
    cast.push(member)
  }
  return cast
}

const partnerIdOf = (cast: Cast) => cast.member?.partnerId as string

/** What a person did to a partner by hand, for the screens that show it. */
function byHand(house: House, cast: Cast[]): Act[] {
  const quiet = cast.filter(({ leads, member }) => member && leads < 6)
  const change = (
    who: Cast | undefined,
    to: 'suspended' | 'banned' | 'inactive',
    reason: string,
    ago: number,
  ): Act[] =>
    who
      ? [
          {
            at: new Date(now.getTime() - days(ago)),
            by: () => house.admin,
            run: (ctx) => changeStatus(ctx, { id: partnerIdOf(who), to, reason }),
          },
        ]
      : []
  return [
    ...change(quiet[0], 'suspended', 'Two clients say they never agreed to be registered.', 0.6),
    ...change(
      quiet[1],
      'banned',
      'Registered clients of other partners under made-up addresses.',
      0.5,
    ),
    ...change(quiet[2], 'inactive', 'Moved to another city and stopped referring.', 0.4),
    ...(quiet[3]
      ? [
          {
            at: new Date(now.getTime() - days(20)),
            by: () => house.owner,
            run: (ctx: Parameters<Act['run']>[0]) =>
              changeTier(ctx, {
                id: partnerIdOf(quiet[3] as Cast),
                tier: 'silver' as const,
                locked: true,
                reason: 'Agreed when they brought their whole network.',
              }),
          },
        ]
      : []),
  ]
}

async function openApplications(house: House) {
  const acts: Act[] = []
  const codes = await referralCodes(house.owner)
  for (let index = 0; index < 14; index++) {
    const person = applicant()
    if (index === 3) person.email = 'quick.cash@mailinator.com'
    const at = new Date(now.getTime() - days(0.2 + index * 0.9))
    const referralCode = index % 4 === 1 ? codes[index] : undefined
    await apply(house.workspace.slug, { ...person, referralCode }, at)
    if (index % 5 === 4)
      acts.push(opening(house.manager, person.email, new Date(at.getTime() + days(0.1))))
  }
  for (let index = 0; index < 7; index++) {
    const person = applicant()
    const at = new Date(now.getTime() - days(20 + index * 22))
    await apply(house.workspace.slug, person, at)
    const reason = 'We look for partners with clients in our field.'
    acts.push(refusal(house.admin, person.email, new Date(at.getTime() + days(2)), reason))
  }
  await play(acts, () => {})
}

/** Mail of the past is not sent again: it counts as sent when it was written. */
async function settleMail(owner: pg.Client) {
  await owner.query(
    `update emails set status = 'sent', attempts = 1, sent_at = created_at where status = 'queued'`,
  )
  await owner.query('delete from graphile_worker._private_jobs')
}

async function seedAgency(owner: pg.Client, passwordHash: string) {
  const startedAt = new Date(now.getTime() - days(430))
  const house = await createWorkspace(
    owner,
    {
      slug: 'northlight',
      name: 'Northlight Agency',
      timezone: 'America/New_York',
      currency: 'USD',
      terms,
      minimumPayout: 100_00,
      payoutApprovalThreshold: 10_000_00,
      people: [
        { role: 'owner', name: 'Olivia Hart', email: 'owner@northlight.example' },
        { role: 'admin', name: 'Adam Reyes', email: 'admin@northlight.example' },
        { role: 'manager', name: 'Mina Okafor', email: 'manager@northlight.example' },
        { role: 'va', name: 'Vera Santos', email: 'va@northlight.example' },
        { role: 'customer', name: 'Carl Jensen', email: 'customer@northlight.example' },
      ],
    },
    startedAt,
  )
  say('partners')
  const cast = await castPartners(house, plan(now), passwordHash, 'partner@northlight.example')
  const acts: Act[] = [...byHand(house, cast), ...weeklyRates(house.admin, startedAt, now)]
  // One has clients in several countries, and wants euros for all of them.
  const [, european] = cast
  const abroad = (partner: Cast) => partner === european && partner.member !== undefined
  if (european && abroad(european))
    acts.push({
      at: workday(european.joinedAt, 1.6, 3),
      by: () => house.admin,
      run: (ctx) => changePayoutCurrency(ctx, { id: partnerIdOf(european), currency: 'EUR' }),
    })
  for (const partner of cast) {
    if (partner.member && chance(0.85)) {
      const at = workday(partner.joinedAt, 1.6, 5)
      if (at < now) acts.push(payoutDetails(partner, at))
    }
    if (!partner.member) continue
    for (let lead = 0; lead < partner.leads; lead++) {
      const usual = chance(0.03) ? 'EUR' : 'USD'
      const currency = abroad(partner) ? (currencies[lead % currencies.length] as string) : usual
      const seller = chance(0.7) ? house.manager : house.admin
      acts.push(...leadStory({ cast: partner, seller, now, currency }))
    }
  }
  acts.push(
    ...approvals(house, new Date(startedAt.getTime() + days(30)), now),
    ...payoutRuns(house, startedAt, now),
    ...refunds(house, startedAt, now),
    ...newRules(house, now),
    ...sharedDeals(house, startedAt, now),
    ...directories(house, startedAt, now),
  )
  let shown = 0
  await play(acts, (done, all) => {
    const percent = Math.floor((done / all) * 100)
    if (percent >= shown + 5) {
      shown = percent
      say(`leads, commissions and payouts, ${percent} %`)
    }
  })
  await play(suspicions(house, cast, now), () => {})
  await campaignsOf(owner, house, startedAt, now)
  say('open applications')
  await openApplications(house)
  say('customers')
  const customers = await customersOf(owner, house, now)
  say('batches and listings')
  await batchesOf(owner, house, customers, now)
  await listingsOf(owner, house, now)
  await proofsOf(house.members.get('va') as Member, 'customer@northlight.example')
  say('reviews and playbooks')
  await reviewsOf(house, now)
  say('tasks')
  await actionsOf(owner, house, customers, now)
  say('virtual assistants')
  await assistantsOf(house, passwordHash, now)
  say('dashboards')
  await play(dashboardsOf(house, now), () => {})
  return { house, cast }
}

async function seedNeighbour(owner: pg.Client, passwordHash: string) {
  const startedAt = new Date(now.getTime() - days(120))
  const house = await createWorkspace(
    owner,
    {
      slug: 'harbor',
      name: 'Harbor Works',
      timezone: 'Europe/Berlin',
      currency: 'EUR',
      terms: 'Bring us a client and earn a share of the first project.',
      minimumPayout: 50_00,
      payoutApprovalThreshold: 5_000_00,
      people: [
        { role: 'owner', name: 'Hanna Brandt', email: 'owner@harbor.example' },
        { role: 'admin', name: 'Aylin Demir', email: 'admin@harbor.example' },
        { role: 'manager', name: 'Moritz Lang', email: 'manager@harbor.example' },
      ],
    },
    startedAt,
  )
  const rows = Array.from({ length: 4 }, (_, index) => ({
    joinedAt: workday(new Date(now.getTime() - days(100 - index * 15)), 0, 1),
    leads: 6,
    winRate: 0.4,
  }))
  const cast = await castPartners(house, rows, passwordHash)
  const acts = cast.flatMap((partner) =>
    partner.member
      ? Array.from({ length: partner.leads }, () =>
          leadStory({ cast: partner, seller: house.manager, now, currency: 'EUR' }),
        ).flat()
      : [],
  )
  await play([...acts, ...approvals(house, startedAt, now)], () => {})
}

async function keyFor(member: Member) {
  const { key } = await createApiKey(
    { actor: member, now, address: '' },
    { name: 'Demo', permissions: [], expiresOn: null },
  )
  return { role: member.role, email: member.email, password: demoPassword, apiKey: key }
}

async function main() {
  const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await owner.connect()
  try {
    const passwordHash = await hashPassword(demoPassword)
    const { house, cast } = await seedAgency(owner, passwordHash)
    say('a second workspace')
    await seedNeighbour(owner, passwordHash)
    say('visitors')
    await visitorsOf(owner, house, now)
    say('calls')
    await callsOf(house, now)
    await settleMail(owner)
    const partner = cast[0]?.member as Member
    const users = []
    for (const member of [...house.members.values(), partner]) users.push(await keyFor(member))
    const { id, slug } = house.workspace
    const result = JSON.stringify({ workspace: { id, slug }, users })
    if (process.env.SEED_RESULT) writeFileSync(process.env.SEED_RESULT, result)
    else say(result)
  } finally {
    await owner.end()
    await closeConnections()
  }
}

await main()
