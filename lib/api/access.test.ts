import { type AnyProcedure, call, isProcedure, type ORPCError } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openAgency, registerClient, win } from '@/e2e/deals'
import { asking, asOwner, closeOwner, makeCustomer, makeMember, visitor } from '@/e2e/people'
import { asPerson, type Member } from '../auth/actor'
import { permissions, type Role, roles } from '../auth/permissions'
import { commissions } from '../commissions/procedures'
import { closeConnections } from '../db/client'
import { payouts } from '../payouts/procedures'
import { delegations } from '../payouts/procedures/sending'
import type { DoorMeta } from './base'
import { router } from './router'

type Door = {
  name: string
  procedure: AnyProcedure
  access: DoorMeta['access']
  kind: DoorMeta['kind']
}

function doorsOf(node: object, path: string[] = []): Door[] {
  return Object.entries(node).flatMap(([key, value]) => {
    const at = [...path, key]
    if (!isProcedure(value)) return doorsOf(value as object, at)
    const { access, kind } = value['~orpc'].meta as DoorMeta
    return [{ name: at.join('.'), procedure: value, access, kind }]
  })
}

const doors = doorsOf(router)
const mayEnter = (access: Door['access'], role: Role) =>
  access === 'public' ||
  access === 'signed-in' ||
  (permissions[access] as readonly Role[]).includes(role)

const statusOf = async (
  procedure: AnyProcedure,
  input: unknown,
  context: ReturnType<typeof asking>,
) => {
  try {
    await call(procedure, input as never, { context })
    return 200
  } catch (error) {
    return (error as ORPCError<string, unknown>).status
  }
}

let home: Awaited<ReturnType<typeof openAgency>>
let away: Awaited<ReturnType<typeof openAgency>>
const members = new Map<Role, Member>()

beforeAll(async () => {
  home = await openAgency()
  away = await openAgency()
  for (const role of roles) members.set(role, await makeMember(home.workspace, role))
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

/** What no schema would take, so that a status other than 400 was decided before it was read. */
const nonsense = Symbol('nonsense')

describe('the table of access', () => {
  it('is this', async () => {
    const lines = doors.map(({ name, access, kind }) => {
      const allowed = roles.filter((role) => mayEnter(access, role))
      const who =
        access === 'public'
          ? 'everybody'
          : allowed.length === roles.length
            ? 'all roles'
            : allowed.join(', ')
      return `${name.padEnd(30)} ${kind.padEnd(8)} ${access.padEnd(20)} ${who}`
    })
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('./access.snapshot.txt')
  })
})

describe.each(doors)('$name', ({ procedure, access }) => {
  it('lets in nobody but those it names, before it looks at what they send', async () => {
    if (access === 'public') return
    expect(await statusOf(procedure, nonsense, asking(visitor)), 'a visitor').toBe(401)
    if (access === 'signed-in') return
    for (const role of roles) {
      const member = members.get(role) as Member
      const status = await statusOf(procedure, nonsense, asking(member))
      if (mayEnter(access, role)) expect(status, role).not.toBe(403)
      else expect(status, role).toBe(403)
      expect(
        await statusOf(procedure, nonsense, asking(asPerson(member))),
        `${role}, elsewhere`,
      ).toBe(404)
    }
  })

  it('lets no narrowed API key in without the permission', async () => {
    if (access === 'public' || access === 'signed-in') return
    const role = roles.find((candidate) => mayEnter(access, candidate)) as Role
    const narrowed = { ...(members.get(role) as Member), scopes: [] }
    expect(await statusOf(procedure, nonsense, asking(narrowed))).toBe(403)
  })

  it('lets no banned partner in', async () => {
    if (access === 'public' || access === 'signed-in' || !mayEnter(access, 'partner')) return
    const banned = { ...(members.get('partner') as Member), partnerStatus: 'banned' }
    expect(await statusOf(procedure, nonsense, asking(banned))).toBe(403)
  })
})

/** Rows of the other workspace, by the noun that a procedure's id means. */
async function foreignRows() {
  const { admin, partnerId } = away
  const { commissionId } = await win(admin, partnerId)
  const context = asking(admin)
  await call(commissions.approve, { id: commissionId }, { context })
  const run = await call(
    payouts.create,
    { periodFrom: '2020-01-01', periodTo: '2099-01-01' },
    { context },
  )
  const one = async (sql: string) =>
    ((await asOwner<{ id: string }>(sql, [away.workspace.id]))[0] as { id: string }).id
  const customerId = await makeCustomer(away.workspace)
  const directoryId = await one(
    `insert into directories (workspace_id, slug, name, url, domain, category, created_at)
     values ($1, 'listed', 'Listed', 'https://listed.example', 'listed.example', 'general', now()) returning id`,
  )
  return {
    customers: customerId,
    billing: customerId,
    area: await one(
      `insert into directory_submissions (workspace_id, customer_id, directory_id, internal_reference_id, created_at)
       select workspace_id, id, '${directoryId}', 'x', now() from customers where workspace_id = $1 limit 1 returning id`,
    ),
    actions: await one(
      `insert into pending_actions (workspace_id, customer_id, action_type, title, description, status, customer_question, asked_at, created_at)
       select workspace_id, id, 'phone_call', 'x', 'x', 'requires_customer', 'x', now(), now() from customers where workspace_id = $1 returning id`,
    ),
    tasks: await one(
      `insert into pending_actions (workspace_id, customer_id, action_type, title, description, created_at)
       select workspace_id, id, 'captcha_solving', 'x', 'x', now() from customers where workspace_id = $1 limit 1 returning id`,
    ),
    routing: await one(
      `insert into pending_actions (workspace_id, customer_id, action_type, title, description, created_at)
       select workspace_id, id, 'captcha_solving', 'x', 'x', now() from customers where workspace_id = $1 limit 1 returning id`,
    ),
    quality: await one(
      `insert into pending_actions (workspace_id, customer_id, action_type, title, description, status, completed_at, review_status, reviews_wanted, created_at)
       select workspace_id, id, 'captcha_solving', 'x', 'x', 'completed', now(), 'waiting', 1, now() from customers where workspace_id = $1 limit 1 returning id`,
    ),
    playbooks: await one(
      `insert into playbooks (workspace_id, action_type, version, body, author_name, created_at) values ($1, 'phone_call', 1, 'x', 'A', now()) returning id`,
    ),
    macros: await one(
      `insert into macros (workspace_id, name, note, created_at) values ($1, 'Thanks', 'x', now()) returning id`,
    ),
    leads: (await registerClient(admin, partnerId)).id,
    calls: await one(
      `insert into calls (workspace_id, caller_name, client_lead_id, contact, started_at, seconds, outcome, created_at)
       select workspace_id, 'x', id, 'x', now(), 1, 'reached', now() from client_leads where workspace_id = $1 limit 1 returning id`,
    ),
    partners: partnerId,
    ledger: partnerId,
    statements: partnerId,
    commissions: commissionId,
    payouts: run.payouts[0]?.id as string,
    conflicts: await one(
      `insert into lead_conflicts (workspace_id, holder_lead_id, contender_partner_id, sent, keys, last_attempt_at, created_at)
       select $1, id, partner_id, '{}', '{email:a@b.example}', now(), now() from client_leads where workspace_id = $1 limit 1 returning id`,
    ),
    risk: await one(
      `insert into risk_flags (workspace_id, kind, partner_id, sentence, evidence, evidence_key, raised_at)
       select $1, 'lead_burst', id, 'x', '{}', 'x', now() from partners where workspace_id = $1 limit 1 returning id`,
    ),
    operations: await one(
      `insert into operations (workspace_id, kind, partner_id, reason, done_by, done_at)
       select $1, 'ban', id, 'x', gen_random_uuid(), now() from partners where workspace_id = $1 limit 1 returning id`,
    ),
    runs: run.id,
    payoutRuns: run.id,
    payoutFiles: await one(
      `insert into payout_files (workspace_id, run_id, file_no, format, name, message_id, body, sha256, payments, created_by, created_at)
       select workspace_id, id, 1, 'csv', 'x', 'x', 'x', 'x', 1, created_by, now() from payout_runs where workspace_id = $1 returning id`,
    ),
    delegations: await delegationOf(away),
    applications: await one(
      `insert into partner_applications (workspace_id, name, email, network_description, expected_referrals,
         experience_level, status_token_hash, submitted_at, created_at)
       values ($1, 'A', 'a@b.example', 'x', 1, 'expert', gen_random_uuid()::text, now(), now()) returning id`,
    ),
    invitations: await one(
      `insert into invitations (workspace_id, email, role, token_hash, expires_at, created_at)
       values ($1, 'c@d.example', 'manager', gen_random_uuid()::text, now() + interval '1 day', now()) returning id`,
    ),
    directories: await one(
      `insert into directories (workspace_id, slug, name, url, domain, category, created_at)
       values ($1, 'd', 'D', 'https://d.example', 'd.example', 'general', now()) returning id`,
    ),
    browserKeys: await one(
      `insert into analytics_browser_keys (workspace_id, name, key, origins, created_by, created_at)
       values ($1, 'x', 'tdb_' || substr(md5(random()::text), 1, 24), '{https://x.example}', gen_random_uuid(), now()) returning id`,
    ),
    reports: await one(
      `insert into custom_reports (workspace_id, name, metrics, period, format, timezone, created_by, created_at)
       select $1, 'x', '{leads}', '"last_month"', 'csv', 'UTC', user_id, now() from memberships where workspace_id = $1 limit 1 returning id`,
    ),
    reportExecutions: await one(
      `insert into report_executions (workspace_id, report_id, trigger, send, definition, format, period_from, period_to, queued_at,
         status, error, finished_at)
       select workspace_id, id, 'manual', false, '{}', 'csv', now(), now(), now(), 'failed', 'x', now() from custom_reports where workspace_id = $1 returning id`,
    ),
    members: await one(`select id from memberships where workspace_id = $1 limit 1`),
    dashboards: await one(
      `insert into dashboards (workspace_id, user_id, name, shared, created_at, updated_at)
       select $1, user_id, 'x', true, now(), now() from memberships where workspace_id = $1 limit 1 returning id`,
    ),
    imports: await one(
      `insert into imports (workspace_id, kind, source, file_name, file_bytes, file_hash, encoding, delimiter, columns, mapping,
         total_rows, created_by, created_at)
       select $1, 'leads', 'crm', 'x.csv', 1, 'x', 'utf-8', ',', '[]', '{}', 1, user_id, now() from memberships where workspace_id = $1 limit 1 returning id`,
    ),
  }
}

async function delegationOf({ owner, workspace }: typeof away) {
  const { userId } = await makeMember(workspace, 'manager')
  // Not over yet in any time zone.
  const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  const input = { userId, from: day, to: day, reason: 'x' }
  const [made] = await call(delegations.create, input, { context: asking(owner) })
  return made?.id as string
}

/** What to send beside the foreign id, where the id alone is not enough. */
const rest: Record<string, object> = {
  'actions.ask': { question: 'x' },
  'actions.answer': { answer: 'x' },
  'actions.resolve': { outcome: 'again' },
  'tasks.renew': { token: crypto.randomUUID() },
  'tasks.draft': { token: crypto.randomUUID(), data: {} },
  'tasks.finish': {
    token: crypto.randomUUID(),
    result: { type: 'captcha_solving', outcome: 'solved' },
  },
  'tasks.fail': { token: crypto.randomUUID(), code: 'refused', reason: 'x' },
  'tasks.block': { token: crypto.randomUUID(), reason: 'x' },
  'tasks.ask': { token: crypto.randomUUID(), question: 'x' },
  'tasks.skip': { token: crypto.randomUUID(), reason: 'x' },
  'tasks.decline': { token: crypto.randomUUID(), reason: 'x' },
  'tasks.snooze': { token: crypto.randomUUID(), until: new Date(Date.now() + 3_600_000) },
  'tasks.handOver': { token: crypto.randomUUID(), note: 'x' },
  'tasks.release': { token: crypto.randomUUID() },
  'tasks.note': { token: crypto.randomUUID(), note: 'x' },
  'macros.edit': { name: 'x', note: 'x' },
  'routing.assign': { vaId: crypto.randomUUID() },
  'routing.cancel': { reason: 'x' },
  'routing.note': { note: 'x' },
  'quality.review': { score: 5, verdict: 'accepted' },
  'quality.rule': { status: 'upheld', ruling: 'x' },
  'quality.appeal': { argument: 'x' },
  'billing.grant': { credits: 1 },
  'billing.checkout': { subscriptionTier: 'pro' },
  'billing.link': { stripeCustomerId: 'cus_x' },
  'leads.edit': { clientName: 'Changed' },
  'leads.move': { to: 'closed_lost', reason: 'gone' },
  'leads.previewWin': { projectValue: 100 },
  'leads.share': { shares: [] },
  'commissions.adjust': { amount: 1 },
  'leads.refund': { amount: 100 },
  'leads.previewRefund': { amount: 100 },
  'leads.column': { status: 'prospect' },
  'partners.changeTier': { tier: 'gold', reason: 'x' },
  'payouts.pay': { reference: 'TRF' },
  'statements.download': { month: '2026-03' },
  'payouts.retry': { provider: 'sandbox' },
  'payouts.settle': { outcome: 'failed' },
  'payoutRuns.send': { provider: 'sandbox' },
  'payoutRuns.retry': { provider: 'sandbox' },
  'conflicts.rule': { ruling: 'keep' },
  'applications.note': { notes: 'x' },
  'members.changeRole': { role: 'manager' },
  'browserKeys.edit': { name: 'x', origins: ['https://x.example'] },
  'directories.switch': { on: false },
  'dashboards.edit': { name: 'x' },
  'dashboards.save': { version: 1, widgets: [] },
  'imports.row': { rowNo: 1 },
  'reports.edit': { name: 'x', metrics: ['leads'] },
  'reports.switch': { active: false },
  'imports.map': { columns: {}, stages: {}, dateOrder: null, currency: 'EUR', alreadyPaid: false },
  'imports.editCell': { rowNo: 1, field: 'businessName', value: 'x' },
}

describe('rows of another workspace', () => {
  it('do not exist for anybody here, and stay as they are', async () => {
    const rows = await foreignRows()
    const tables = [
      'client_leads',
      'customers',
      'pending_actions',
      'partners',
      'commissions',
      'payouts',
      'payout_transfers',
      'payout_files',
      'approval_delegations',
      'ledger_entries',
      'lead_refunds',
      'calls',
      'partner_applications',
      'invitations',
      'memberships',
      'imports',
      'lead_conflicts',
      'risk_flags',
      'operations',
      'directories',
      'macros',
      'dashboards',
      'analytics_browser_keys',
    ]
    const picture = async () =>
      Promise.all(
        tables.map((table) =>
          asOwner(`select * from ${table} where workspace_id = $1 order by id`, [
            away.workspace.id,
          ]),
        ),
      )
    const before = await picture()
    const found: string[] = []
    for (const { name, procedure, access } of doors) {
      const noun = name.split('.')[0] as keyof typeof rows
      if (access === 'public' || access === 'signed-in' || !(noun in rows)) continue
      const id = name === 'payouts.run' ? rows.runs : rows[noun]
      for (const role of roles.filter((candidate) => mayEnter(access, candidate))) {
        const context = asking(members.get(role) as Member)
        const status = await statusOf(procedure, { reason: 'because', ...rest[name], id }, context)
        // Lists and new rows take no id; whatever takes one must not find it.
        if (status !== 404 && takesId(procedure)) found.push(`${name} as ${role}: ${status}`)
      }
    }
    expect(found).toEqual([])
    expect(await picture()).toEqual(before)
  }, 60_000)

  it('cannot be named as the owner of a lead, nor filtered by', async () => {
    const context = asking(members.get('admin') as Member)
    const foreign = away.partnerId
    const input = { partnerId: foreign, clientName: 'Sneak', businessName: 'Sneak' }
    expect(await statusOf(router.leads.register, input, context)).toBe(404)
    for (const list of [router.leads.list, router.commissions.list, router.payouts.list])
      expect(
        await call(list as typeof router.leads.list, { partnerId: foreign }, { context }),
      ).toMatchObject({ items: [] })
  })
})

function takesId(procedure: AnyProcedure): boolean {
  const schema = procedure['~orpc'].inputSchema as { shape?: Record<string, unknown> } | undefined
  return schema?.shape !== undefined && 'id' in schema.shape
}
