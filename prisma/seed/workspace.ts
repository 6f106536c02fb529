import type pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import type { Member } from '../../lib/auth/actor'
import { hashPassword } from '../../lib/auth/password'
import type { Role } from '../../lib/auth/permissions'

export const demoPassword = 'tandem-demo-2026'

type Plan = {
  slug: string
  name: string
  timezone: string
  currency: string
  terms: string
  minimumPayout: number
  payoutApprovalThreshold: number
  people: { role: Role; name: string; email: string }[]
}

const tiers = [
  ['bronze', 0, 20],
  ['silver', 5, 25],
  ['gold', 15, 30],
  ['platinum', 50, 40],
] as const

/** The only rows that no command makes: a workspace, its first people and its tier table. */
export async function createWorkspace(owner: pg.Client, plan: Plan, startedAt: Date) {
  const workspace = {
    id: uuidv7(),
    slug: plan.slug,
    name: plan.name,
    timezone: plan.timezone,
    currency: plan.currency,
  }
  await owner.query(
    `insert into workspaces (id, slug, name, timezone, currency, programme_terms, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [workspace.id, plan.slug, plan.name, plan.timezone, plan.currency, plan.terms, startedAt],
  )
  await owner.query(
    `insert into programme_versions (workspace_id, version, effective_from, minimum_payout, payout_approval_threshold, created_at)
     values ($1, 1, $2, $3, $4, $2)`,
    [workspace.id, startedAt, plan.minimumPayout, plan.payoutApprovalThreshold],
  )
  for (const [tier, deals, rate] of tiers) {
    await owner.query(
      `insert into partner_tiers (workspace_id, version, tier, min_deals, rate, created_at)
       values ($1, 1, $2, $3, $4, $5)`,
      [workspace.id, tier, deals, rate, startedAt],
    )
  }
  const members = new Map<Role, Member>()
  const passwordHash = await hashPassword(demoPassword)
  for (const { role, name, email } of plan.people) {
    const userId = uuidv7()
    await owner.query(
      'insert into users (id, email, name, password_hash, created_at) values ($1, $2, $3, $4, $5)',
      [userId, email, name, passwordHash, startedAt],
    )
    const { rows } = await owner.query<{ vaId: string | null }>(
      `insert into memberships (workspace_id, user_id, role, status, created_at) values ($1, $2, $3, 'active', $4)
       returning va_id as "vaId"`,
      [workspace.id, userId, role, startedAt],
    )
    const vaId = rows[0]?.vaId ?? undefined
    // Works at every hour while the past is made.
    if (vaId)
      await owner.query(
        `update virtual_assistants set skills = '{"phone": 3, "documents": 4, "payments": 2, "writing": 3, "research": 4}',
           languages = '{en,de}', max_concurrent_tasks = 4,
           working_hours = (select jsonb_agg(jsonb_build_object('day', day, 'from', 0, 'to', 1440)) from generate_series(1, 7) day)
         where id = $1`,
        [vaId],
      )
    members.set(role, memberOf(workspace, { userId, email, name, role, vaId }))
  }
  const staff = (role: Role) => members.get(role) as Member
  return {
    workspace,
    owner: staff('owner'),
    admin: staff('admin'),
    manager: staff('manager'),
    members,
  }
}

export const memberOf = (
  workspace: Member['workspace'],
  person: {
    userId: string
    email: string
    name: string
    role: Role
    partnerId?: string
    customerId?: string
    vaId?: string | undefined
  },
): Member => ({
  kind: 'member',
  userId: person.userId,
  email: person.email,
  name: person.name,
  sessionId: 'seed',
  workspace,
  role: person.role,
  partnerId: person.partnerId ?? null,
  partnerStatus: person.partnerId ? 'active' : null,
  customerId: person.customerId ?? null,
  vaId: person.vaId ?? null,
  scopes: null,
})
