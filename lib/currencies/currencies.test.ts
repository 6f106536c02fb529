import { call } from '@orpc/server'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { giveRates, winIn } from '@/e2e/currencies'
import { openAgency } from '@/e2e/deals'
import { asking, asOwner, closeOwner, makeMember, makeWorkspace } from '@/e2e/people'
import type { Member } from '../auth/actor'
import { closeConnections } from '../db/client'
import { withActor } from '../db/with-actor'
import { partners } from '../partners/procedures'
import { rates } from './procedures'
import { maxRateAge } from './rules'

let agency: Awaited<ReturnType<typeof openAgency>>
beforeEach(async () => {
  agency = await openAgency()
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const send = (text: string, choice: object = {}, as: Member = agency.admin) =>
  call(rates.upload, { query: { dryRun: 'false', replace: 'false', ...choice } } as never, {
    context: { ...asking(as), upload: new Blob([text]).stream() },
  })
const set = (input: object, as: Member = agency.admin) =>
  call(
    rates.set,
    { currency: 'KWD', day: '2026-11-02', rate: '0.3321', reason: 'By our bank', ...input },
    { context: asking(as) },
  )

const stored = () =>
  asOwner<{ currency: string; day: string; rate: string; version: number; source: string }>(
    `select currency, day::text as day, rate::text as rate, version, source from exchange_rates
     where workspace_id = $1 order by day, currency, version`,
    [agency.workspace.id],
  )

const file = 'Date,USD,JPY,\n2026-11-03,1.08,163,\n2026-11-02,1.07,N/A,\n'

describe('importing rates', () => {
  it('says first what a file would do, and then does that', async () => {
    const counts = {
      days: 2,
      firstDay: '2026-11-02',
      lastDay: '2026-11-03',
      currencies: 2,
      added: 3,
      same: 0,
      differing: 0,
      empty: 1,
      bad: 0,
    }
    expect(await send(file, { dryRun: 'true' })).toMatchObject({ imported: false, ...counts })
    expect(await stored()).toEqual([])
    expect(await send(file)).toMatchObject({ imported: true, ...counts })
    expect(await stored()).toHaveLength(3)
  })

  it('of the same file again changes nothing', async () => {
    await send(file)
    expect(await send(file)).toMatchObject({ added: 0, same: 3, differing: 0 })
    expect(await stored()).toHaveLength(3)
  })

  it('keeps what stands here unless told otherwise, and then keeps it as an older version', async () => {
    await send(file)
    const other = 'Date,USD,\n2026-11-03,1.09,\n'
    expect(await send(other)).toMatchObject({
      added: 0,
      differing: 1,
      differences: [
        { currency: 'USD', day: '2026-11-03', stored: '1.08', file: '1.09', source: 'ecb' },
      ],
    })
    expect(await stored()).toHaveLength(3)
    await send(other, { replace: 'true' })
    expect((await stored()).slice(-2)).toMatchObject([
      { rate: '1.08', version: 1 },
      { rate: '1.09', version: 2 },
    ])
    const { days } = await call(rates.list, {}, { context: asking(agency.admin) })
    expect(days[0]?.rates).toMatchObject([
      { currency: 'JPY' },
      { currency: 'USD', rate: '1.09', version: 2 },
    ])
  })

  it('sixteen times at once writes each rate once', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 16 }, (_, i) =>
        send(`Date,USD,\n2026-11-03,1.0${(i % 4) + 1},\n`, { replace: 'true' }),
      ),
    )
    expect(results.filter(({ status }) => status === 'rejected')).toEqual([])
    const rows = await stored()
    expect(rows.map(({ version }) => version)).toEqual(rows.map((_, i) => i + 1))
  })

  it('takes the whole history in one go', async () => {
    const codes = Array.from(
      { length: 40 },
      (_, i) =>
        `X${String.fromCharCode(65 + (i % 26))}${String.fromCharCode(65 + Math.floor(i / 26))}`,
    )
    const first = Date.UTC(1999, 0, 4)
    const lines = Array.from({ length: 6500 }, (_, i) => {
      const day = new Date(first + i * 86_400_000).toISOString().slice(0, 10)
      return `${day},${codes.map((_, at) => `${at + 1}.${1000 + (i % 9000)}`).join(',')},`
    }).reverse()
    const whole = `Date,${codes.join(',')},\n${lines.join('\n')}\n`
    expect(await send(whole)).toMatchObject({ added: 260_000, bad: 0 })
    expect(await send(whole)).toMatchObject({ added: 0, same: 260_000 })
  }, 60_000)

  it('is for owners and admins, and for their own workspace', async () => {
    for (const role of ['manager', 'partner', 'va', 'customer'] as const) {
      const member = await makeMember(agency.workspace, role)
      await expect(send(file, {}, member)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(set({}, member)).rejects.toMatchObject({ code: 'forbidden' })
    }
    await send(file)
    const stranger = await makeMember(await makeWorkspace(), 'owner')
    expect(await call(rates.list, {}, { context: asking(stranger) })).toEqual({
      days: [],
      next: null,
    })
  })

  it('refuses what is no such file, and writes nothing', async () => {
    await expect(send('<html>')).rejects.toMatchObject({ code: 'invalid' })
    await expect(
      call(rates.upload, { query: {} }, { context: asking(agency.admin) }),
    ).rejects.toMatchObject({ code: 'invalid' })
    await expect(send(`Date,USD,\n${' '.repeat(10 * 1024 * 1024)}`)).rejects.toMatchObject({
      code: 'too_large',
    })
    expect(await stored()).toEqual([])
  })
})

describe('a rate by hand', () => {
  it('stands beside those of the ECB, with its reason', async () => {
    await send(file)
    await set({})
    await set({ currency: 'USD', day: '2026-11-03', rate: '1,11' })
    expect(await stored()).toMatchObject([
      { currency: 'KWD', rate: '0.3321', source: 'hand' },
      { currency: 'USD', day: '2026-11-02' },
      { currency: 'JPY' },
      { currency: 'USD', rate: '1.08', version: 1, source: 'ecb' },
      { currency: 'USD', rate: '1.11', version: 2, source: 'hand' },
    ])
    const [event] = await asOwner<{ data: object }>(
      `select data from events where workspace_id = $1 and type = 'rate.set' order by id desc limit 1`,
      [agency.workspace.id],
    )
    expect(event?.data).toMatchObject({ before: '1.08', rate: '1.11', reason: 'By our bank' })
  })

  it.each([
    [{ rate: '0' }, 'rate'],
    [{ rate: 'abc' }, 'rate'],
    [{ rate: '1.00000000001' }, 'rate'],
    [{ currency: 'EUR' }, 'currency'],
    [{ currency: 'XQZ' }, 'currency'],
    [{ day: '2099-01-01' }, 'day'],
    [{ reason: ' ' }, 'reason'],
  ])('is refused as %o at its field', async (input, field) => {
    await expect(set(input)).rejects.toMatchObject({
      data: { fields: { [field]: expect.any(String) } },
    })
  })

  it('is refused when it is what stands there', async () => {
    await set({})
    await expect(set({ rate: '0.33210' })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('cannot be rewritten or deleted by anybody', async () => {
    await set({})
    await expect(
      withActor(agency.owner, ({ db }) =>
        db.updateTable('exchangeRates').set({ rate: '9' }).execute(),
      ),
    ).rejects.toThrow()
    await expect(
      asOwner('update exchange_rates set rate = 9 where workspace_id = $1', [agency.workspace.id]),
    ).rejects.toThrow()
    await expect(
      asOwner('delete from exchange_rates where workspace_id = $1', [agency.workspace.id]),
    ).rejects.toThrow()
  })
})

describe('the rate of a day', () => {
  const rateAt = async (from: string, to: string, day: string) => {
    const [row] = await asOwner<{ rate: string; on: string }>(
      `select rate::text as rate, rate_on::text as on from conversion_rate($1, $2, $3, $4)`,
      [agency.workspace.id, from, to, day],
    )
    return row ? [row.rate, row.on] : null
  }

  it('is the last one published, of the older of the two currencies, for ten days', async () => {
    await send('Date,USD,JPY,\n2026-11-06,1.1,N/A,\n2026-11-05,1.2,160,\n')
    expect(await rateAt('EUR', 'USD', '2026-11-06')).toEqual(['1.1', '2026-11-06'])
    expect(await rateAt('EUR', 'USD', '2026-11-05')).toEqual(['1.2', '2026-11-05'])
    expect(maxRateAge).toBe(10)
    expect(await rateAt('EUR', 'USD', '2026-11-16')).toEqual(['1.1', '2026-11-06'])
    expect(await rateAt('EUR', 'USD', '2026-11-17')).toBeNull()
    expect(await rateAt('EUR', 'USD', '2026-11-04')).toBeNull()
    expect(await rateAt('USD', 'JPY', '2026-11-08')).toEqual(['145.4545455', '2026-11-05'])
    expect(await rateAt('USD', 'GBP', '2026-11-08')).toBeNull()
  })
})

describe('the currencies in use', () => {
  const overview = (as: Member = agency.admin) => call(rates.overview, {}, { context: asking(as) })

  it('say which can be converted, and on which days of earning nothing could', async () => {
    await winIn(agency.admin, agency.partnerId, 'USD', 1_000, false)
    await winIn(agency.admin, agency.partnerId, 'GBP', 1_000, false)
    await giveRates(agency.admin, { USD: '1.1' }, 20)
    await giveRates(agency.admin, { GBP: '0.85' }, 3)
    const { currencies, missingDays, today } = await overview()
    expect(currencies).toMatchObject([
      { currency: 'EUR', usable: true, uncovered: 0 },
      { currency: 'GBP', usable: true, rate: '0.85', uncovered: 0 },
      { currency: 'USD', usable: false, rate: '1.1', uncovered: 1 },
    ])
    expect(
      missingDays.every((day) => day < today && ![0, 6].includes(new Date(day).getUTCDay())),
    ).toBe(true)
    expect(missingDays.length).toBeGreaterThan(8)
  })

  it('are worth something today, or are left out', async () => {
    await giveRates(agency.admin, { USD: '1.25' }, 2)
    const today = (to?: string, as: Member = agency.admin) =>
      call(rates.today, { currency: ['USD', 'CHF', 'EUR'], to }, { context: asking(as) })
    expect(await today()).toMatchObject([{ from: 'USD', rate: '0.8' }])
    const partner = await makeMember(agency.workspace, 'partner')
    expect(await today('USD', partner)).toMatchObject([{ from: 'EUR', rate: '1.25' }])
    const stranger = await makeMember(await makeWorkspace(), 'owner')
    expect(await today('USD', stranger)).toEqual([])
  })
})

describe('what a partner has earned', () => {
  const standing = () =>
    call(partners.find, { id: agency.partnerId }, { context: asking(agency.admin) })

  it('is counted at the rate of its day, and says when one is missing', async () => {
    await winIn(agency.admin, agency.partnerId, 'EUR', 100_000, false)
    await winIn(agency.admin, agency.partnerId, 'USD', 100_000, false)
    expect(await standing()).toMatchObject({ totalEarnings: 20_000, earningsComplete: false })
    const today = new Date().toLocaleDateString('sv', { timeZone: 'Europe/Berlin' })
    await set({ currency: 'USD', day: today, rate: '1.25' })
    expect(await standing()).toMatchObject({ totalEarnings: 36_000, earningsComplete: true })
    await winIn(agency.admin, agency.partnerId, 'USD', 1_000, false)
    expect(await standing()).toMatchObject({ totalEarnings: 36_160, earningsComplete: true })
  })

  it('is right whoever comes first, a win or a rate', async () => {
    const today = new Date().toLocaleDateString('sv', { timeZone: 'Europe/Berlin' })
    await Promise.all([
      ...Array.from({ length: 6 }, () =>
        winIn(agency.admin, agency.partnerId, 'USD', 10_000, false),
      ),
      ...[1, 2, 3, 4].map((n) => set({ currency: 'USD', day: today, rate: `${n}` })),
    ])
    const [{ rate } = { rate: '' }] = await asOwner<{ rate: string }>(
      'select rate::text from exchange_rates where workspace_id = $1 order by version desc limit 1',
      [agency.workspace.id],
    )
    expect(await standing()).toMatchObject({ earningsComplete: true })
    const [sum] = await asOwner<{ amount: string }>(
      `select sum(commission_amount)::text as amount from commissions where workspace_id = $1`,
      [agency.workspace.id],
    )
    expect((await standing()).totalEarnings).toBe(Math.round(Number(sum?.amount) / Number(rate)))
  })

  it('in no other currency needs no rates', async () => {
    await winIn(agency.admin, agency.partnerId, 'EUR', 100_000, false)
    await giveRates(agency.admin, { USD: '1.1' })
    expect(await standing()).toMatchObject({ totalEarnings: 20_000, earningsComplete: true })
  })
})
