import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { asOwner, closeOwner } from '@/e2e/people'
import { amountAt, commissionAmount, type Formula, lineAmount, shareOut, takeOut } from './amounts'

afterAll(closeOwner)

const amounts = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 10 ** 13 }))

/** Shares that add up to the whole. */
const shares = fc
  .uniqueArray(fc.integer({ min: 1, max: 9_999 }), { minLength: 1, maxLength: 6 })
  .map((cuts) => {
    const sorted = [0, ...cuts.sort((a, b) => a - b), 10_000]
    return sorted.slice(1).map((cut, i) => cut - (sorted[i] as number))
  })

const rates = fc.integer({ min: 0, max: 10_000 }).map((hundredths) => (hundredths / 100).toFixed(2))
const capLeft = fc.option(amounts, { nil: null })
const formulas: fc.Arbitrary<Formula> = fc
  .record({
    projectValue: amounts,
    rate: rates,
    reward: fc.option(
      fc.oneof(
        fc.record({ type: fc.constant('percent' as const), capLeft }),
        fc.record({ type: fc.constant('fixed' as const), amount: amounts, capLeft }),
      ),
      { nil: undefined },
    ),
    shares: fc.option(shares, { nil: undefined }),
  })
  .map((formula) => (formula.reward?.type === 'fixed' ? { ...formula, rate: '0' } : formula))

const sum = (parts: readonly number[]) => parts.reduce((total, part) => total + part, 0)

describe('sharing', () => {
  it('gives away every cent, and each within a cent of its share', () => {
    fc.assert(
      fc.property(amounts, shares, (total, bps) => {
        const parts = shareOut(total, bps)
        expect(sum(parts)).toBe(total)
        parts.forEach((part, i) => {
          const distance = BigInt(part) * 10_000n - BigInt(total) * BigInt(bps[i] as number)
          expect(distance > -10_000n && distance < 10_000n).toBe(true)
        })
      }),
    )
  })

  it('is taken back to the cent, never less when more is taken, and all of it in the end', () => {
    fc.assert(
      fc.property(
        amounts,
        shares,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (total, bps, part) => {
          const parts = shareOut(total, bps)
          const some = Math.floor(total * part)
          const taken = takeOut(some, parts)
          expect(sum(taken)).toBe(some)
          expect(taken.every((one, i) => one >= 0 && one <= (parts[i] as number))).toBe(true)
          if (some < total) {
            const more = takeOut(some + 1, parts)
            expect(more.every((one, i) => one >= (taken[i] as number))).toBe(true)
          }
          expect(takeOut(total, parts)).toEqual(parts)
        },
      ),
    )
  })
})

describe('a line', () => {
  it('falls with the value of its deal, from all of it to nothing', () => {
    fc.assert(
      fc.property(formulas, fc.double({ min: 0, max: 1, noNaN: true }), (formula, part) => {
        const net = Math.floor(formula.projectValue * part)
        const full = lineAmount(formula, formula.projectValue)
        const left = lineAmount(formula, net)
        expect(left).toBeGreaterThanOrEqual(0)
        expect(left).toBeLessThanOrEqual(full)
        if (formula.projectValue > 0) expect(lineAmount(formula, 0)).toBe(0)
      }),
    )
  })

  it('without a reward is the commission of its rate', () => {
    fc.assert(
      fc.property(amounts, rates, (projectValue, rate) => {
        expect(amountAt({ projectValue, rate }, projectValue)).toBe(
          commissionAmount(projectValue, rate),
        )
      }),
    )
  })
})

it('comes out the same in the database', async () => {
  const asked = fc
    .sample(fc.tuple(formulas, fc.double({ min: 0, max: 1, noNaN: true })), 2_000)
    .flatMap(([formula, part]) =>
      (formula.shares ?? [10_000]).map((_, shareNo) => ({
        formula: { ...formula, shareNo },
        net: Math.floor(formula.projectValue * part),
      })),
    )
  const answered = await asOwner<{ amount: string }>(
    `select commission_at((f->>'projectValue')::bigint, net, (f->>'rate')::numeric, f) as amount
     from rows from (jsonb_to_recordset($1::jsonb) as (formula jsonb, net bigint)) with ordinality as t(f, net, no) order by no`,
    [JSON.stringify(asked)],
  )
  expect(answered.map(({ amount }) => Number(amount))).toEqual(
    asked.map(({ formula, net }) => amountAt(formula, net)),
  )
})
