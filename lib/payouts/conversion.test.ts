import { call } from '@orpc/server'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { giveRates, winIn } from '@/e2e/currencies'
import { openAgency } from '@/e2e/deals'
import { asking, asOwner, closeOwner, makePartner } from '@/e2e/people'
import { giveTerms } from '@/e2e/programme'
import type { Member } from '../auth/actor'
import { rates } from '../currencies/procedures'
import { closeConnections } from '../db/client'
import { withActor } from '../db/with-actor'
import { leads } from '../leads/procedures'
import { ledgerDifferences } from '../ledger/check'
import { ledger } from '../ledger/procedures'
import { partners } from '../partners/procedures'
import { payouts } from './procedures'

let agency: Awaited<ReturnType<typeof openAgency>>
const period = { periodFrom: '2020-01-01', periodTo: '2099-12-31' }

beforeEach(async () => {
  agency = await openAgency()
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const payIn = (currency: string | null, id = agency.partnerId, as: Member = agency.admin) =>
  call(partners.changePayoutCurrency, { id, currency }, { context: asking(as) })
const win = (currency: string, value: number, id = agency.partnerId) =>
  winIn(agency.admin, id, currency, value)
const preview = () => call(payouts.preview, period, { context: asking(agency.admin) })
const createRun = () => call(payouts.create, period, { context: asking(agency.admin) })
const find = (id: string) => call(payouts.find, { id }, { context: asking(agency.admin) })
const balances = async () => {
  const found = await call(
    ledger.balance,
    { id: agency.partnerId },
    { context: asking(agency.admin) },
  )
  return Object.fromEntries(found.map((row) => [row.currency, row]))
}

/** Sums of the workspace's own accounts, by kind and currency. */
async function own() {
  const rows = await asOwner<{ account: string; sum: string }>(
    `select a.kind || ' ' || a.currency as account, sum(e.amount)::text as sum
     from ledger_entries e join ledger_accounts a on a.id = e.account_id
     where e.workspace_id = $1 and a.kind in ('conversion', 'rounding') group by 1 having sum(e.amount) <> 0 order by 1`,
    [agency.workspace.id],
  )
  return Object.fromEntries(rows.map(({ account, sum }) => [account, Number(sum)]))
}

async function booksAreRight() {
  expect(await withActor(agency.owner, ({ db }) => ledgerDifferences(db))).toEqual([])
  const unbalanced = await asOwner(
    `select e.transaction_id from ledger_entries e join ledger_accounts a on a.id = e.account_id
     where e.workspace_id = $1 group by 1, a.currency having sum(e.amount) <> 0`,
    [agency.workspace.id],
  )
  expect(unbalanced).toEqual([])
}

describe('a partner paid in one currency', () => {
  it('gets one payout of all that is due, each commission converted by itself', async () => {
    await giveRates(agency.admin, { USD: '1.0837', JPY: '163.29', KWD: '0.3321' })
    await payIn('EUR')
    for (const value of [555, 555, 555]) await win('USD', value)
    await win('JPY', 1_000_000)
    await win('EUR', 10_000)
    const { rows, totals } = await preview()
    expect(rows).toMatchObject([
      {
        currency: 'EUR',
        leftOut: null,
        commissions: 5,
        conversions: [
          { currency: 'JPY', amount: 200_000, rate: '0.006124073734' },
          { currency: 'USD', amount: 333, converted: 306, rate: '0.9227646027' },
        ],
      },
    ])
    // 200,000 × 0.006124073734 yen are 1,224.81 euros; 1.11 dollars are 1.02 euros, three times.
    expect(totals).toEqual([{ currency: 'EUR', amount: 122_481 + 3 * 102 + 2_000, payouts: 1 }])
    const run = await createRun()
    expect(run.payouts).toMatchObject([{ currency: 'EUR', amount: 124_787, items: 5 }])
    const payout = await find(run.payouts[0]?.id as string)
    expect(payout.lines.filter(({ sourceCurrency }) => sourceCurrency === 'USD')).toMatchObject(
      Array(3).fill({ sourceAmount: 111, amount: 102, rate: '0.9227646027' }),
    )
    expect(payout.lines.find(({ sourceCurrency }) => sourceCurrency === 'EUR')).toMatchObject({
      amount: 2_000,
      rate: null,
      rateOn: null,
    })
    // 3.33 dollars at once are 3.07 euros: a cent less was paid.
    expect(await own()).toEqual({
      'conversion EUR': -122_481 - 307,
      'conversion JPY': 200_000,
      'conversion USD': 333,
      'rounding EUR': 1,
    })
    expect(await balances()).toMatchObject({
      EUR: { payable: 124_787, onItsWay: 0, paid: 0 },
      USD: { payable: 0, onItsWay: 0, net: 0 },
      JPY: { payable: 0, onItsWay: 0, net: 0 },
    })
    await booksAreRight()
    await call(payouts.approve, { id: payout.id }, { context: asking(agency.owner) })
    await call(payouts.pay, { id: payout.id, reference: 'T' }, { context: asking(agency.admin) })
    expect(await balances()).toMatchObject({ EUR: { payable: 0, paid: 124_787 } })
    await booksAreRight()
  })

  it('keeps the rate of the run; a new run after cancelling takes the new one', async () => {
    await giveRates(agency.admin, { USD: '1.25' })
    await payIn('EUR')
    await win('USD', 50_000)
    const first = (await createRun()).payouts[0]
    expect(first?.amount).toBe(8_000)
    await giveRates(agency.admin, { USD: '2' })
    expect((await find(first?.id as string)).amount).toBe(8_000)
    await call(
      payouts.cancel,
      { id: first?.id as string, reason: 'Rate' },
      { context: asking(agency.admin) },
    )
    expect(await own()).toEqual({})
    expect(await balances()).toMatchObject({ USD: { payable: 10_000 }, EUR: { payable: 0 } })
    await booksAreRight()
    expect((await createRun()).payouts).toMatchObject([{ amount: 5_000 }])
    await booksAreRight()
  })

  it('is left out with a sentence while a rate is missing, and loses nothing', async () => {
    await payIn('EUR')
    await win('USD', 50_000)
    await win('EUR', 50_000)
    const { rows, totals } = await preview()
    expect(totals).toEqual([])
    expect(rows).toMatchObject([
      {
        amount: 10_000,
        leftOut: 'No rate from USD to EUR. Import rates, then it is paid.',
        unconverted: [{ currency: 'USD', amount: 10_000 }],
      },
    ])
    await expect(createRun()).rejects.toMatchObject({ status: 409 })
    await giveRates(agency.admin, { USD: '1.25' }, 11)
    expect((await preview()).rows[0]?.leftOut).toMatch(
      /^No rate from USD to EUR since \d+ \w+ \d{4}\./,
    )
    await giveRates(agency.admin, { USD: '1.25' }, 10)
    expect((await createRun()).payouts).toMatchObject([{ amount: 18_000 }])
  })

  it('has clawbacks converted like the rest, and pays nothing when they are more', async () => {
    await giveRates(agency.admin, { USD: '1.25' })
    await payIn('EUR')
    const { leadId } = await win('USD', 50_000)
    const paid = (await createRun()).payouts[0]?.id as string
    await call(payouts.approve, { id: paid }, { context: asking(agency.owner) })
    await call(payouts.pay, { id: paid, reference: 'T' }, { context: asking(agency.admin) })
    await call(
      leads.refund,
      { id: leadId, amount: 25_000, reason: 'Half' },
      { context: asking(agency.admin) },
    )
    await win('EUR', 10_000)
    expect((await preview()).rows).toMatchObject([
      { amount: 2_000 - 4_000, leftOut: expect.stringContaining('clawed back') },
    ])
    await expect(createRun()).rejects.toMatchObject({ status: 409 })
    await win('EUR', 50_000)
    expect((await createRun()).payouts).toMatchObject([
      { amount: 2_000 - 4_000 + 10_000, items: 3 },
    ])
    await booksAreRight()
  })

  it('starts at the minimum of the workspace, converted', async () => {
    await giveTerms(agency.workspace, { minimumPayout: 10_000 })
    await giveRates(agency.admin, { JPY: '160' })
    await payIn('JPY')
    await win('EUR', 49_999)
    expect((await preview()).rows).toMatchObject([
      { currency: 'JPY', amount: 16_000, leftOut: null },
    ])
    await giveTerms(agency.workspace, { minimumPayout: 10_001 })
    expect((await preview()).rows).toMatchObject([
      { leftOut: expect.stringContaining('Below the minimum') },
    ])
    await expect(createRun()).rejects.toMatchObject({ status: 409 })
  })

  it('needs a second person from the threshold on, by its worth', async () => {
    await giveTerms(agency.workspace, { payoutApprovalThreshold: 10_000 })
    await giveRates(agency.admin, { JPY: '160' })
    await payIn('JPY')
    await win('EUR', 49_900)
    const [small] = (await createRun()).payouts
    expect(small?.amount).toBe(15_968)
    await expect(
      call(payouts.approve, { id: small?.id as string }, { context: asking(agency.admin) }),
    ).resolves.toMatchObject({ status: 'approved' })
    await win('EUR', 50_100)
    const [large] = (await createRun()).payouts
    await expect(
      call(payouts.approve, { id: large?.id as string }, { context: asking(agency.admin) }),
    ).rejects.toMatchObject({ status: 403 })
  })

  it('is refused what no payout can hold', async () => {
    await giveRates(agency.admin, { IRR: '1000000' })
    await payIn('IRR')
    await win('EUR', 1_000_000_000)
    expect((await preview()).rows).toMatchObject([
      { leftOut: expect.stringContaining('more than one payout') },
    ])
    await expect(createRun()).rejects.toMatchObject({ status: 409 })
  })
})

describe('the database', () => {
  it('refuses an item at another amount or rate than the others', async () => {
    await giveRates(agency.admin, { USD: '1.25' })
    await payIn('EUR')
    await win('USD', 50_000)
    const payout = (await createRun()).payouts[0]?.id as string
    const { commissionId } = await win('USD', 50_000)
    const add = (amount: number, rate: string | null) =>
      asOwner(
        `with grown as (update payouts set amount = amount + $3 where id = $1)
         insert into payout_items (workspace_id, payout_id, commission_id, amount, source_amount, source_currency, rate, rate_on, created_at)
         select c.workspace_id, $1, c.id, $3, c.commission_amount, c.currency, $4::numeric, case when $4::numeric > 0 then date '2026-11-20' end, now()
         from commissions c where c.id = $2`,
        [payout, commissionId, amount, rate],
      )
    await expect(add(8_001, '0.8')).rejects.toThrow(/as it is or converted/)
    await expect(add(10_000, null)).rejects.toThrow(/as it is or converted/)
    await expect(add(5_000, '0.5')).rejects.toThrow(/at one rate/)
    await add(8_000, '0.8')
    await booksAreRight()
    await expect(
      asOwner(`update payout_items set rate = 2 where payout_id = $1`, [payout]),
    ).rejects.toThrow(/frozen/)
  })

  it('keeps books and runs right while rates are imported and currencies changed', async () => {
    await giveRates(agency.admin, { USD: '1.25', GBP: '0.85' }, 1)
    const other = await makePartner(agency.workspace)
    for (const id of [agency.partnerId, other]) {
      await payIn('EUR', id)
      for (const [currency, value] of [
        ['USD', 33_333],
        ['GBP', 12_345],
        ['EUR', 77_777],
      ] as const)
        await win(currency, value, id)
    }
    const day = new Date().toLocaleDateString('sv', { timeZone: 'Europe/Berlin' })
    const importing = (i: number) =>
      call(rates.upload, { query: { replace: 'true', dryRun: 'false' } } as never, {
        context: {
          ...asking(agency.owner),
          upload: new Blob([`Date,USD,GBP\n${day},1.${i + 10},0.${i + 80}\n`]).stream(),
        },
      })
    const results = await Promise.allSettled(
      Array.from({ length: 16 }, (_, i) =>
        i % 4 === 0 ? createRun() : i % 4 === 3 ? payIn(i % 8 === 3 ? 'USD' : 'EUR') : importing(i),
      ),
    )
    const failed = results.filter((result) => result.status === 'rejected')
    expect(failed.every(({ reason }) => reason.status === 409)).toBe(true)
    await booksAreRight()
    const twice = await asOwner(
      `select commission_id from payout_items where workspace_id = $1 and released_at is null group by 1 having count(*) > 1`,
      [agency.workspace.id],
    )
    expect(twice).toEqual([])
  })
})

describe('a partner paid in no one currency', () => {
  it('gets each currency as it was earned', async () => {
    await win('USD', 50_000)
    await win('EUR', 50_000)
    const run = await createRun()
    expect(run.payouts.map(({ currency, amount }) => [currency, amount]).sort()).toEqual([
      ['EUR', 10_000],
      ['USD', 10_000],
    ])
    expect(await own()).toEqual({})
    await booksAreRight()
  })
})
