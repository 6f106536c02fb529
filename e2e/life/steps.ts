import { AsyncLocalStorage } from 'node:async_hooks'
import { type AnyProcedure, call, ORPCError } from '@orpc/server'
import { giveRates } from '@/e2e/currencies'
import { asking, asOwner } from '@/e2e/people'
import { commissions } from '@/lib/commissions/procedures'
import { taskList } from '@/lib/jobs/registry'
import { leads } from '@/lib/leads/procedures'
import { operations } from '@/lib/operations/procedures'
import { partners } from '@/lib/partners/procedures'
import { payouts } from '@/lib/payouts/procedures'
import { payoutRuns } from '@/lib/payouts/procedures/sending'
import { endPending } from '@/lib/payouts/providers/sandbox'
import { receiveWebhook, signature } from '@/lib/payouts/webhooks'
import { programme } from '@/lib/programme/procedures'
import { risk } from '@/lib/risk/procedures'
import { type Agency, pick } from './agency'

const reason = 'Because'
const period = { periodFrom: '2020-01-01', periodTo: '2099-12-31' }

/** Asks as somebody; a refusal is an answer too, a fault is not. */
async function ask(agency: Agency, procedure: AnyProcedure, input: object, as = agency.owner) {
  try {
    return await call(procedure, input as never, { context: asking(as) })
  } catch (error) {
    if (!(error instanceof ORPCError) || error.status >= 500) throw error
    return undefined
  }
}

type Table =
  | 'commissions'
  | 'client_leads'
  | 'payouts'
  | 'payout_runs'
  | 'operations'
  | 'risk_flags'

const on =
  (table: Table, procedure: AnyProcedure, more: object = {}) =>
  async (agency: Agency, at: number) => {
    const id = await pick(agency, table, at)
    if (id) await ask(agency, procedure, { id, ...more })
  }

const partnerAt = (agency: Agency, at: number) => agency.partners[at % 3] as string

/** A deal about to be won; the way there is no business of this story. */
async function negotiating(agency: Agency, at: number) {
  agency.deals++
  const [row] = await asOwner<{ id: string }>(
    `insert into client_leads (workspace_id, partner_id, client_name, business_name, industry, currency, status, stage_entered_at,
       position, created_at)
     values ($1, $2, 'Ada', $3, $4, $5, 'negotiating', now(), $6, now()) returning id`,
    [
      agency.workspace.id,
      partnerAt(agency, at),
      `Business ${agency.deals}`,
      at % 2 ? 'Retail' : null,
      ['EUR', 'EUR', 'EUR', 'USD', 'JPY', 'KWD'][at % 6],
      `a${String(agency.deals).padStart(5, '0')}`,
    ],
  )
  return row?.id as string
}

/** Tiny ones, odd ones and large ones. */
const valueAt = (at: number) => [at % 7, at * 1_337 + 1, at * 99_999_989][at % 3] as number

const won = (agency: Agency, id: string, at: number) =>
  ask(agency, leads.move, { id, to: 'closed_won', projectValue: valueAt(at) })

const shares = (agency: Agency, owner: string, at: number) => {
  const others = agency.partners.filter((id) => id !== owner)
  const first = 1 + ((at * 37) % 9_000)
  return at % 2
    ? [
        { partnerId: owner, bps: first },
        { partnerId: others[0], bps: 10_000 - first },
      ]
    : [
        { partnerId: owner, bps: 3_334 },
        { partnerId: others[0], bps: 3_333 },
        { partnerId: others[1], bps: 3_333 },
      ]
}

const rule = (agency: Agency, no: number, at: number) => ({
  ruleId: `0198f000-0000-7000-8000-00000000000${no}`,
  name: `Bonus ${no}`,
  currency: agency.workspace.currency,
  match: 'all',
  groups: [
    {
      match: 'any',
      conditions: [
        { field: 'industry', op: 'is', values: ['Retail'] },
        { field: 'nth_deal', op: 'every', n: 2 },
      ],
    },
  ],
  reward: no ? { type: 'fixed', amount: at * 11 + 1 } : { type: 'percent', rate: `${at % 10}.25` },
  cap: at % 2 ? { amount: at * 50 + 1, period: 'month' } : null,
})

async function newRules(agency: Agency, at: number) {
  const [last] = await call(programme.versions, {}, { context: asking(agency.owner) })
  if (!last) throw new Error('no rules')
  await ask(agency, programme.adopt, {
    ...last,
    basedOn: last.version,
    tiers: last.tiers.map((row, i) => ({
      ...row,
      rate: `${(at + i * 7) % 60}.5`,
      minDeals: i * (1 + (at % 4)),
    })),
    rules: [rule(agency, 0, at), rule(agency, 1, at)].slice(0, at % 3),
  })
}

/** Where a worker of this story ends, if it does. */
const crashing = new AsyncLocalStorage<{ at: string | undefined }>()

export const crashAt = (step: string) => {
  const crash = crashing.getStore()
  if (crash?.at !== step) return
  crash.at = undefined
  throw new Error(`crashed at ${step}`)
}

const crashes = [
  'before the claim',
  'claimed',
  'sent',
  'before the commit of the answer',
  'recorded',
  'before asking',
  'asked',
  'before the commit of the resend',
]

type Task = 'payouts.send' | 'payouts.reconcile' | 'payouts.event'

/** Runs what waits for this agency; a worker that ends in the middle finds it again later. */
async function work(agency: Agency, crash?: string) {
  const waiting = await asOwner<{ id: string; task: Task; payload: object }>(
    `select p.id, t.identifier as task, p.payload from graphile_worker._private_jobs p join graphile_worker._private_tasks t on t.id = p.task_id
     where p.payload->>'workspaceId' = $1 and t.identifier in ('payouts.send', 'payouts.reconcile', 'payouts.event') order by p.id`,
    [agency.workspace.id],
  )
  await crashing.run({ at: crash }, async () => {
    for (const { id, task, payload } of waiting) {
      const job = taskList[task] as (payload: unknown, helpers: unknown) => Promise<void>
      const failed = await job(payload, {}).then(
        () => false,
        () => true,
      )
      if (!failed) await asOwner('delete from graphile_worker._private_jobs where id = $1', [id])
    }
  })
}

/** The scheduled round, long after everything that could have been answered was. */
async function reconcile(agency: Agency) {
  await asOwner(
    `update payout_transfers set called_at = called_at - interval '1 hour' where workspace_id = $1 and status not in ('paid', 'failed')`,
    [agency.workspace.id],
  )
  const open = await asOwner<{ id: string }>(
    `select id from payout_transfers where workspace_id = $1 and status in ('sending', 'accepted', 'unknown')`,
    [agency.workspace.id],
  )
  for (const { id } of open)
    await (taskList['payouts.reconcile'] as (payload: unknown, helpers: unknown) => Promise<void>)(
      { workspaceId: agency.workspace.id, transferId: id },
      {},
    ).catch(() => {})
}

/** What the sandbox tells: twice, and what it told before comes last. */
async function webhook(agency: Agency, at: number) {
  const [row] = await asOwner<{ key: string; pending: boolean }>(
    `select idempotency_key as key, status = 'pending' as pending from sandbox_transfers where workspace_id = $1 and status <> 'lost'
     order by status = 'pending' desc, idempotency_key
     offset $2::int % greatest((select count(*) from sandbox_transfers where workspace_id = $1 and status <> 'lost'), 1) limit 1`,
    [agency.workspace.id, at],
  )
  if (!row) return
  const { key } = row
  const ended = await endPending(agency.workspace.id, key)
  const now = new Date()
  const deliver = async (status: string, occurredAt: Date, error: string | null = null) => {
    const data = {
      workspaceId: agency.workspace.id,
      key,
      status,
      reference: null,
      error,
      occurredAt: occurredAt.toISOString(),
    }
    const body = JSON.stringify({ type: 'transfer.updated', data })
    const id = `evt_${key.slice(0, 32)}_${status}_${occurredAt.getTime()}`
    const timestamp = String(Math.floor(now.getTime() / 1000))
    await receiveWebhook(
      {
        provider: 'sandbox',
        id,
        timestamp,
        body,
        signatures: signature('sandbox', id, timestamp, body),
      },
      { now, address: '203.0.113.7' },
    )
  }
  if (ended && ended.status !== 'accepted') {
    const error = ended.status === 'failed' ? ended.error : null
    await deliver(ended.status, ended.at, error)
    await deliver(ended.status, ended.at, error)
  }
  await deliver('accepted', new Date(now.getTime() - 60_000))
}

export const steps = {
  win: async (agency: Agency, at: number) => {
    await won(agency, await negotiating(agency, at), at)
  },
  winShared: async (agency: Agency, at: number) => {
    const id = await negotiating(agency, at)
    await ask(agency, leads.share, { id, shares: shares(agency, partnerAt(agency, at), at) })
    await won(agency, id, at)
  },
  register: (agency: Agency, at: number) =>
    ask(agency, leads.register, {
      partnerId: partnerAt(agency, at),
      clientName: 'Bob',
      clientEmail: `bob@client-${at % 5}.example`,
    }),
  winAgain: async (agency: Agency, at: number) => {
    const id = await pick(agency, 'client_leads', at)
    if (id) await won(agency, id, at)
  },
  newRules,
  newRates: (agency: Agency, at: number) =>
    giveRates(agency.admin, { USD: `1.${at + 10}`, JPY: `${at + 90}.5`, KWD: '0.3321' }),
  payIn: (agency: Agency, at: number) =>
    ask(agency, partners.changePayoutCurrency, {
      id: partnerAt(agency, at),
      currency: [null, 'EUR', 'USD', 'KWD', 'JPY'][at % 5],
    }),
  approve: on('commissions', commissions.approve),
  approveAll: (agency: Agency) => ask(agency, commissions.approveMany, { filter: {} }),
  hold: on('commissions', commissions.hold, { reason }),
  release: on('commissions', commissions.release, { reason }),
  reject: on('commissions', commissions.reject, { reason }),
  undoWin: on('client_leads', leads.move, { to: 'negotiating', reason }),
  lose: on('client_leads', leads.move, { to: 'closed_lost', reason }),
  refund: async (agency: Agency, at: number) => {
    const id = await pick(agency, 'client_leads', at)
    if (id) await ask(agency, leads.refund, { id, amount: 1 + ((at * 3_331) % 90_000), reason })
  },
  refundRest: async (agency: Agency, at: number) => {
    const id = await pick(agency, 'client_leads', at)
    if (!id) return
    const { left } = await call(leads.refunds, { id }, { context: asking(agency.owner) })
    await ask(agency, leads.refund, { id, amount: left, reason })
  },
  ban: (agency: Agency, at: number) =>
    ask(agency, partners.ban, { id: partnerAt(agency, at), reason }),
  undoOperation: on('operations', operations.undo, { reason }),
  clearFlag: on('risk_flags', risk.clear, { reason }),
  run: (agency: Agency) => ask(agency, payouts.create, period, agency.admin),
  approveRun: on('payout_runs', payoutRuns.approve),
  send: on('payout_runs', payoutRuns.send, { provider: 'sandbox' }),
  /** The whole way of a run until its transfers wait for the worker. */
  payday: async (agency: Agency) => {
    await ask(agency, commissions.approveMany, { filter: {} })
    const run = (await ask(agency, payouts.create, period, agency.admin)) as
      | { id: string }
      | undefined
    if (!run) return
    await ask(agency, payoutRuns.approve, { id: run.id })
    await ask(agency, payoutRuns.send, { id: run.id, provider: 'sandbox' })
  },
  retry: on('payouts', payouts.retry, { provider: 'sandbox' }),
  payByHand: on('payouts', payouts.pay, { reference: 'T' }),
  cancel: on('payouts', payouts.cancel, { reason }),
  work: (agency: Agency) => work(agency),
  workAndCrash: (agency: Agency, at: number) => work(agency, crashes[at % crashes.length]),
  reconcile,
  webhook,
}
export type Step = keyof typeof steps

/** What takes several steps to come about is tried more often. */
const weights: Partial<Record<Step, number>> = {
  win: 5,
  winShared: 4,
  payday: 7,
  work: 6,
  workAndCrash: 6,
  webhook: 5,
  reconcile: 4,
  retry: 6,
  refund: 4,
  lose: 2,
  payIn: 2,
  release: 2,
  undoOperation: 3,
  clearFlag: 3,
}
export const names = (Object.keys(steps) as Step[]).flatMap((name) =>
  Array.from({ length: weights[name] ?? 1 }, () => name),
)

/** Runs everything to its end. On a busy machine an answer can come too late, and is asked for again. */
export async function settleAll(agency: Agency) {
  for (let round = 0; round < 20; round++) {
    await work(agency)
    const open = await asOwner(
      `select 1 from payouts where workspace_id = $1 and status in ('processing', 'unknown')`,
      [agency.workspace.id],
    )
    if (open.length === 0 && round > 0) return
    // What the sandbox pays later it has paid by now.
    const later = await asOwner<{ key: string }>(
      `select idempotency_key as key from sandbox_transfers where workspace_id = $1 and status = 'pending'`,
      [agency.workspace.id],
    )
    for (const { key } of later) await endPending(agency.workspace.id, key)
    await reconcile(agency)
  }
}
