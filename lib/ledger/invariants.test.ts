import { type AnyProcedure, call, ORPCError } from '@orpc/server'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { giveRates, winIn } from '@/e2e/currencies'
import { negotiate, openAgency, win } from '@/e2e/deals'
import { asking, asOwner, closeOwner } from '@/e2e/people'
import { commissions } from '../commissions/procedures'
import { closeConnections } from '../db/client'
import { withActor } from '../db/with-actor'
import { leads } from '../leads/procedures'
import { partners } from '../partners/procedures'
import { payouts } from '../payouts/procedures'
import { ledgerDifferences } from './check'

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

type Agency = Awaited<ReturnType<typeof openAgency>>
const period = { periodFrom: '2020-01-01', periodTo: '2099-12-31' }
const reason = 'Because'

/** One row of the workspace, chosen by a number. */
async function pick(agency: Agency, table: 'commissions' | 'client_leads' | 'payouts', at: number) {
  const rows = await asOwner<{ id: string }>(
    `select id from ${table} where workspace_id = $1 order by created_at, id`,
    [agency.workspace.id],
  )
  return rows[at % Math.max(1, rows.length)]?.id
}

/** Asks on a row; a refusal is an answer too. */
async function attempt(agency: Agency, procedure: AnyProcedure, input: object) {
  try {
    await call(procedure, input as never, { context: asking(agency.owner) })
  } catch (error) {
    if (!(error instanceof ORPCError) || error.status >= 500) throw error
  }
}

const on =
  (table: Parameters<typeof pick>[1], procedure: AnyProcedure, more: object = {}) =>
  async (agency: Agency, at: number) => {
    const id = await pick(agency, table, at)
    if (id) await attempt(agency, procedure, { id, ...more })
  }

const steps = {
  win: async (agency: Agency, at: number) => {
    await win(agency.admin, agency.partnerId, at * 1_337)
  },
  winWithNothing: async (agency: Agency) => {
    const id = await negotiate(agency.admin, agency.partnerId)
    await attempt(agency, leads.move, { id, to: 'closed_won', projectValue: 0 })
  },
  winInDollars: async (agency: Agency, at: number) => {
    await winIn(agency.admin, agency.partnerId, 'USD', at * 777 + 1, at % 2 === 0)
  },
  winInYen: async (agency: Agency, at: number) => {
    await winIn(agency.admin, agency.partnerId, 'JPY', at * 1_337 + 1, at % 2 === 0)
  },
  payIn: async (agency: Agency, at: number) => {
    const currency = [null, 'EUR', 'USD', 'KWD', 'JPY'][at % 5]
    await attempt(agency, partners.changePayoutCurrency, { id: agency.partnerId, currency })
  },
  newRates: (agency: Agency, at: number) =>
    giveRates(agency.admin, { USD: `1.${at + 10}`, JPY: `${at + 90}.5`, KWD: '0.3321' }),
  approve: on('commissions', commissions.approve),
  approveAll: (agency: Agency) => attempt(agency, commissions.approveMany, { filter: {} }),
  hold: on('commissions', commissions.hold, { reason }),
  release: on('commissions', commissions.release, { reason }),
  reject: on('commissions', commissions.reject, { reason }),
  undo: on('client_leads', leads.move, { to: 'negotiating', reason }),
  reverse: on('client_leads', leads.move, { to: 'closed_lost', reason }),
  winAgain: on('client_leads', leads.move, { to: 'closed_won', projectValue: 77_777 }),
  refund: on('client_leads', leads.refund, { amount: 3_333, reason }),
  refundMore: on('client_leads', leads.refund, { amount: 71_234, reason }),
  refundRest: async (agency: Agency, at: number) => {
    const id = await pick(agency, 'client_leads', at)
    if (!id) return
    const { left } = await call(leads.refunds, { id }, { context: asking(agency.owner) })
    await attempt(agency, leads.refund, { id, amount: left, reason })
  },
  run: (agency: Agency) => attempt(agency, payouts.create, period),
  approvePayout: on('payouts', payouts.approve),
  pay: on('payouts', payouts.pay, { reference: 'T' }),
  cancelPayout: on('payouts', payouts.cancel, { reason }),
}
type Step = keyof typeof steps

async function booksAreRight(agency: Agency) {
  const unbalanced = await asOwner(
    `select e.transaction_id from ledger_entries e join ledger_accounts a on a.id = e.account_id
     where e.workspace_id = $1 group by 1, a.currency having sum(e.amount) <> 0 or count(*) < 2`,
    [agency.workspace.id],
  )
  expect(unbalanced).toEqual([])
  expect(await withActor(agency.owner, ({ db }) => ledgerDifferences(db))).toEqual([])
}

it('holds after every step of any story', async () => {
  // What takes several steps to come about is tried more often.
  const often: Step[] = [
    'approveAll',
    'payIn',
    'run',
    'approvePayout',
    'pay',
    'pay',
    'refund',
    'reverse',
  ]
  const names = [...(Object.keys(steps) as Step[]), ...often, ...often]
  const story = fc.array(fc.tuple(fc.constantFrom(...names), fc.nat(200)), {
    minLength: 10,
    maxLength: 30,
    size: 'max',
  })
  await fc.assert(
    fc.asyncProperty(story, async (told) => {
      const agency = await openAgency()
      await giveRates(agency.admin, { USD: '1.0837', JPY: '163.29', KWD: '0.3321' })
      await win(agency.admin, agency.partnerId, 123_457)
      for (const [name, at] of told) {
        await steps[name](agency, at)
        await booksAreRight(agency)
      }
    }),
    { numRuns: 12 },
  )
}, 120_000)
