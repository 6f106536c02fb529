import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { asOwner, closeOwner } from '@/e2e/people'
import { currencyDecimals } from '../money'
import { convertMinor, crossRate, totalIn } from './rules'

afterAll(closeOwner)

const golden = readFileSync(new URL('golden.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',') as [string, string, string, string, string, string])

const inDatabase = async (rows: [amount: bigint, rate: string, from: string, to: string][]) => {
  const found = await asOwner<{ result: string }>(
    `select convert_money(amount, rate, from_, to_)::text as result
     from unnest($1::bigint[], $2::numeric[], $3::text[], $4::text[]) with ordinality as u(amount, rate, from_, to_, n) order by n`,
    [0, 1, 2, 3].map((at) => rows.map((row) => String(row[at as 0]))),
  )
  return found.map(({ result }) => BigInt(result))
}

const currency = fc.constantFrom('EUR', 'USD', 'JPY', 'KWD', 'TND', 'CLF', 'HUF', 'KRW')
const amount = fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n })
/** A published rate: up to ten decimals, over fifteen powers of ten. */
const published = fc
  .tuple(fc.bigInt({ min: 1n, max: 9_999_999_999n }), fc.nat({ max: 10 }))
  .map(([digits, places]) => {
    const text = String(digits).padStart(places + 1, '0')
    return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`
  })
  .filter((text) => Number(text) >= 0.000001 && Number(text) <= 1e9)

describe('conversion', () => {
  it.each(golden)('of %s at %s from %s to %s is %s (%s)', (minor, rate, from, to, result) => {
    expect(convertMinor(BigInt(minor), rate, from, to)).toBe(BigInt(result))
  })

  it('is the same in the database, for the table', async () => {
    const rows = golden.map(([minor, rate, from, to]) => [BigInt(minor), rate, from, to] as const)
    expect(await inDatabase(rows.map((row) => [...row]))).toEqual(
      golden.map(([, , , , result]) => BigInt(result)),
    )
  })

  it('is the same in the database, for anything', async () => {
    const rows = fc.array(fc.tuple(amount, published, currency, currency), {
      minLength: 100,
      maxLength: 200,
    })
    await fc.assert(
      fc.asyncProperty(rows, async (asked) => {
        const here = asked.map(([minor, rate, from, to]) => convertMinor(minor, rate, from, to))
        expect(await inDatabase(asked)).toEqual(here)
      }),
      { numRuns: 30 },
    )
  })

  it('is never further than half a unit from the exact value, and odd', () => {
    fc.assert(
      fc.property(amount, published, currency, currency, (minor, rate, from, to) => {
        const result = convertMinor(minor, rate, from, to)
        const [whole = '', fraction = ''] = rate.split('.')
        const shift = currencyDecimals(to) - currencyDecimals(from) - fraction.length
        const exact = minor * BigInt(whole + fraction) * 10n ** BigInt(Math.max(shift, 0))
        const by = 10n ** BigInt(Math.max(-shift, 0))
        const error = 2n * (result * by - exact)
        expect(error <= by && -error <= by).toBe(true)
        expect(convertMinor(-minor, rate, from, to)).toBe(-result)
      }),
    )
  })
})

describe('a rate between two currencies', () => {
  it.each([
    ['1', '1.0837', '1.0837'],
    ['1.0837', '1', '0.9227646027'],
    ['1.0837', '163.29', '150.6782320'],
    ['163.29', '1.0837', '0.006636658705'],
    ['3', '1', '0.3333333333'],
    ['3', '2', '0.6666666667'],
    ['1', '1', '1'],
    ['0.3', '0.3', '1'],
    ['16543.21', '0.332', '0.00002006865657'],
    ['0.000001', '1000000000', '1000000000000000'],
    ['1000000000', '0.000001', '0.000000000000001'],
    ['9.9999999999', '9.9999999998', '1'],
  ])('of %s and %s per euro is %s', (from, to, rate) => {
    expect(Number(crossRate(from, to))).toBe(Number(rate))
    expect(crossRate(from, to)).toBe(rate.includes('.') ? rate.replace(/0+$/, '') : rate)
  })

  it('has ten significant digits, and is the same in the database', async () => {
    const pairs = fc.array(fc.tuple(published, published), { minLength: 100, maxLength: 200 })
    await fc.assert(
      fc.asyncProperty(pairs, async (asked) => {
        const found = await asOwner<{ rate: string }>(
          `select cross_rate(f, t)::text as rate from unnest($1::numeric[], $2::numeric[]) with ordinality as u(f, t, n) order by n`,
          [asked.map(([from]) => from), asked.map(([, to]) => to)],
        )
        const here = asked.map(([from, to]) => crossRate(from, to))
        expect(found.map(({ rate }) => rate)).toEqual(here)
        for (const rate of here)
          expect(rate.replace('.', '').replace(/^0+|0+$/g, '').length).toBeLessThanOrEqual(10)
      }),
      { numRuns: 30 },
    )
  })
})

describe('decimals', () => {
  it('are those of ISO 4217, here and in the database', async () => {
    const codes = Intl.supportedValuesOf('currency')
    const rows = await asOwner<{ places: number }>(
      'select currency_decimals(c) as places from unnest($1::text[]) with ordinality as u(c, n) order by n',
      [codes],
    )
    expect(rows.map(({ places }) => places)).toEqual(codes.map(currencyDecimals))
    expect(['JPY', 'KWD', 'CLF', 'HUF', 'IDR'].map(currencyDecimals)).toEqual([0, 3, 4, 2, 2])
  })
})

describe('a total', () => {
  const rates = [
    { from: 'USD', rate: '0.9', on: '2026-11-20' },
    { from: 'JPY', rate: '0.006', on: '2026-11-18' },
  ]

  it('counts each currency at its rate, names the oldest day and what is missing', () => {
    const sums = [
      { currency: 'EUR', amount: 100 },
      { currency: 'USD', amount: 1000 },
      { currency: 'JPY', amount: 1000 },
      { currency: 'CHF', amount: 5 },
      { currency: 'GBP', amount: 0 },
    ]
    expect(totalIn(sums, 'EUR', rates)).toEqual({
      amount: 100 + 900 + 600,
      on: '2026-11-18',
      missing: ['CHF'],
    })
  })

  it('of one currency needs no rate', () => {
    expect(totalIn([{ currency: 'EUR', amount: 7 }], 'EUR', [])).toEqual({
      amount: 7,
      on: null,
      missing: [],
    })
  })
})
