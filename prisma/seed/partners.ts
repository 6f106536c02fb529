import { sql } from 'kysely'
import {
  approveApplication,
  openApplication,
  rejectApplication,
} from '../../lib/applications/review'
import { submitApplication } from '../../lib/applications/submission'
import type { Member } from '../../lib/auth/actor'
import { hashToken, linkToken } from '../../lib/auth/link-token'
import { withActor } from '../../lib/db/with-actor'
import { savePayoutDetails } from '../../lib/partners/profile'
import { between, chance, days, faker, pick, workday } from './chance'
import type { Act } from './stage'
import { memberOf } from './workspace'

/** A partner of the story: applied, was approved, signed in. */
export type Cast = {
  name: string
  email: string
  company: string
  joinedAt: Date
  leads: number
  winRate: number
  member: Member | undefined
}

const visitor = { kind: 'visitor', address: '' } as const

const networks = [
  'I run a local founders’ breakfast with about sixty regulars, most of them shops and restaurants.',
  'My consultancy works with dental and medical practices that want more patients from search.',
  'Former account manager at a print house; I still talk to two hundred small businesses a year.',
  'I teach evening classes on bookkeeping. My students keep asking who can build their site.',
  'We fit out cafés and bars. Every client needs a website and listings in the month they open.',
  'I organise a trade fair for craftspeople and keep in touch with the exhibitors.',
  'Tax adviser with mostly service businesses as clients. I refer what I do not do myself.',
  'I write a newsletter for estate agents with 3,000 readers in the region.',
]

const domainOf = (company: string) =>
  `${company
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')}.example`

export function applicant() {
  const firstName = faker.person.firstName()
  const lastName = faker.person.lastName()
  const company = faker.company.name()
  const domain = domainOf(company)
  return {
    name: `${firstName} ${lastName}`,
    email: `${firstName}.${lastName}@${domain}`.toLowerCase().replace(/[^a-z0-9.@-]/g, ''),
    company,
    website: chance(0.8) ? `https://${domain}` : undefined,
    phone: chance(0.7)
      ? `+1 ${between(201, 989)} 555 ${String(between(0, 9999)).padStart(4, '0')}`
      : undefined,
    networkDescription: pick(networks),
    expectedReferrals: pick([2, 3, 5, 6, 8, 10, 12, 20, 40]),
    experienceLevel: pick(['beginner', 'intermediate', 'intermediate', 'expert'] as const),
  }
}

export type Applicant = ReturnType<typeof applicant> & { referralCode?: string | undefined }

/** The codes of active partners, those with the most deals first. */
export const referralCodes = (staff: Member) =>
  withActor(staff, async ({ db }) => {
    const rows = await db
      .selectFrom('partners')
      .select('trackingCode')
      .where('status', '=', 'active')
      .orderBy('totalDeals', 'desc')
      .limit(20)
      .execute()
    return rows.map((row) => row.trackingCode)
  })

/** Applies as a visitor, at a time. */
export async function apply(slug: string, person: Applicant, at: Date) {
  await withActor(visitor, ({ tx, db }) =>
    submitApplication(
      { actor: visitor, now: at, tx, db },
      { workspace: slug, ...person, acceptsTerms: true },
    ),
  )
}

const applicationOf = (ctx: Parameters<Act['run']>[0], email: string) =>
  ctx.db
    .selectFrom('partnerApplications')
    .select('id')
    .where('email', '=', email)
    .executeTakeFirstOrThrow()

export const approval = (reviewer: Member, email: string, at: Date): Act => ({
  at,
  by: () => reviewer,
  run: async (ctx) => approveApplication(ctx, (await applicationOf(ctx, email)).id),
})

export const opening = (reviewer: Member, email: string, at: Date): Act => ({
  at,
  by: () => reviewer,
  run: async (ctx) => openApplication(ctx, (await applicationOf(ctx, email)).id),
})

export const refusal = (reviewer: Member, email: string, at: Date, reason: string): Act => ({
  at,
  by: () => reviewer,
  run: async (ctx) => rejectApplication(ctx, { id: (await applicationOf(ctx, email)).id, reason }),
})

/** Follows the invitation and sets the demo's password; from then on the partner acts themselves. */
export async function accept(staff: Member, cast: Cast, passwordHash: string, at: Date) {
  const invitation = await withActor(staff, ({ db }) =>
    db
      .selectFrom('invitations')
      .select(['id', 'partnerId'])
      .where('email', '=', cast.email)
      .executeTakeFirstOrThrow(),
  )
  const token = hashToken(linkToken('invitation', invitation.id))
  const userId = await withActor(visitor, async ({ db }) => {
    const { rows } = await sql<{ userId: string }>`
      select user_id from accept_invitation(${token}, null, ${cast.name}, ${passwordHash}, ${at}::timestamptz)`.execute(
      db,
    )
    return rows[0]?.userId
  })
  if (!userId || !invitation.partnerId)
    throw new Error(`${cast.email} could not accept the invitation`)
  const { email, name } = cast
  cast.member = memberOf(staff.workspace, {
    userId,
    email,
    name,
    role: 'partner',
    partnerId: invitation.partnerId,
  })
}

const iban = () => {
  const account = Array.from({ length: 18 }, () => between(0, 9)).join('')
  const check = 98n - (BigInt(`${account}131400`) % 97n)
  return `DE${String(check).padStart(2, '0')}${account}`
}

export const payoutDetails = (cast: Cast, at: Date): Act => ({
  at,
  by: () => cast.member as Member,
  run: (ctx) =>
    savePayoutDetails(
      ctx,
      chance(0.75)
        ? { method: 'bank', holder: cast.name, iban: iban(), bic: null }
        : { method: 'paypal', email: cast.email },
    ),
})

/** How many leads each partner brings, so that every tier has somebody on it. */
export function plan(now: Date): { joinedAt: Date; leads: number; winRate: number }[] {
  const ago = (from: number, to: number) =>
    workday(new Date(now.getTime() - days(between(to, from))), 0, 0.5)
  return [
    { joinedAt: ago(420, 415), leads: 108, winRate: 0.66 },
    ...[0.52, 0.5, 0.55].map((winRate) => ({
      joinedAt: ago(410, 380),
      leads: between(40, 46),
      winRate,
    })),
    ...Array.from({ length: 9 }, () => ({
      joinedAt: ago(390, 200),
      leads: between(16, 20),
      winRate: 0.52,
    })),
    ...Array.from({ length: 28 }, () => ({
      joinedAt: ago(360, 25),
      leads: between(2, 10),
      winRate: 0.3,
    })),
    ...Array.from({ length: 4 }, (_, at) => ({
      joinedAt: ago(20 - 4 * at, 18 - 4 * at),
      leads: 2,
      winRate: 0.5,
    })),
  ]
}
