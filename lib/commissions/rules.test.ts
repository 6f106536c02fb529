import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commissionAmount } from './amounts'
import { replay } from './rules'
import type { Snapshot } from './schema'

const rates = fc.integer({ min: 0, max: 10_000 }).map((hundredths) => (hundredths / 100).toFixed(2))
const values = fc.integer({ min: -(10 ** 13), max: 10 ** 13 })

describe('commissionAmount', () => {
  it.each([
    [1_000_00, '20', 200_00],
    [1, '50', 1],
    [-1, '50', -1],
    [3, '50', 2],
    [1_054_00, '12.5', 131_75],
    [333, '33.33', 111],
    [0, '40', 0],
    [10 ** 13, '100', 10 ** 13],
  ])('%i at %s %% is %i', (value, rate, amount) => {
    expect(commissionAmount(value, rate)).toBe(amount)
  })

  it('is the exact product rounded half away from zero', () => {
    fc.assert(
      fc.property(values, rates, (value, rate) => {
        const exact = BigInt(value) * BigInt(Math.round(Number(rate) * 100))
        const twice = 2n * (BigInt(commissionAmount(value, rate)) * 10_000n - exact)
        const distance = twice < 0n ? -twice : twice
        expect(distance <= 10_000n).toBe(true)
        // On a tie it lies further from zero than the exact product.
        if (distance === 10_000n) expect(twice > 0n).toBe(exact > 0n)
      }),
    )
  })

  it('mirrors at zero', () => {
    fc.assert(
      fc.property(values, rates, (value, rate) => {
        expect(commissionAmount(-value, rate) + commissionAmount(value, rate)).toBe(0)
      }),
    )
  })
})

describe('replay', () => {
  it('needs nothing but the snapshot', () => {
    fc.assert(
      fc.property(values, rates, (projectValue, rate) => {
        const snapshot: Snapshot = {
          tier: 'silver',
          tierVersion: 1,
          rate,
          dealsBefore: 7,
          projectValue,
          currency: 'USD',
          rounding: 'half away from zero',
        }
        expect(replay(JSON.parse(JSON.stringify(snapshot)))).toBe(
          commissionAmount(projectValue, rate),
        )
      }),
    )
  })
})
