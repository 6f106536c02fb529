import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agreementWords, cohensKappa, type Pair, wilsonInterval } from './statistics'

/** Pairs of a table of counts, first rater down, second across. */
const table = (rows: number[][]): Pair[] =>
  rows.flatMap((row, i) => row.flatMap((count, j) => Array<Pair>(count).fill([i, j])))

describe('Cohen’s κ', () => {
  it.each([
    // The grant proposals of the textbook example: 50 judged, 35 alike.
    [
      'two categories',
      [
        [20, 5],
        [10, 15],
      ],
      0.4,
    ],
    [
      'hardly more than chance',
      [
        [45, 15],
        [25, 15],
      ],
      0.1304,
    ],
    [
      'the same agreement, other margins',
      [
        [25, 35],
        [5, 35],
      ],
      0.2593,
    ],
    [
      'always',
      [
        [7, 0],
        [0, 9],
      ],
      1,
    ],
    [
      'never',
      [
        [0, 5],
        [5, 0],
      ],
      -1,
    ],
  ])('%s', (_, rows, kappa) => {
    const categories = rows.map((_, at) => at)
    expect(cohensKappa(table(rows), { categories })).toBeCloseTo(kappa, 4)
  })

  it('weighs near misses by the square of their distance', () => {
    const rows = [
      [11, 3, 1],
      [1, 9, 0],
      [0, 1, 10],
    ]
    const categories = [0, 1, 2]
    // By hand: off-diagonal (3 + 1 + 1) · 1/4 + 1 · 1 of 36, against the margins 15, 10, 11 and 12, 13, 11.
    const seen = (5 / 4 + 1) / 36
    const chance = ((15 * 13 + 10 * 12 + 10 * 11 + 11 * 13) / 4 + 15 * 11 + 11 * 12) / (36 * 36)
    expect(cohensKappa(table(rows), { categories, weighted: true })).toBeCloseTo(
      1 - seen / chance,
      10,
    )
  })

  it('says nothing of nothing', () => {
    expect(cohensKappa([], { categories: [1, 2] })).toBeNull()
    expect(cohensKappa([[1, 1]], { categories: [1, 2] })).toBeNull()
  })

  it('is 1 exactly when they agree, and the same whoever is first', () => {
    const score = fc.integer({ min: 1, max: 5 })
    fc.assert(
      fc.property(fc.array(fc.tuple(score, score), { minLength: 2 }), (pairs) => {
        const options = { categories: [1, 2, 3, 4, 5], weighted: true }
        const kappa = cohensKappa(pairs, options)
        const turned = cohensKappa(
          pairs.map(([a, b]) => [b, a] as const),
          options,
        )
        if (kappa === null) return
        expect(turned).toBeCloseTo(kappa, 9)
        expect(kappa).toBeLessThanOrEqual(1)
        if (pairs.every(([a, b]) => a === b)) expect(kappa).toBe(1)
      }),
    )
  })

  it('has words', () => {
    expect([-0.1, 0.1, 0.3, 0.5, 0.7, 0.9].map(agreementWords)).toEqual([
      'less than chance',
      'slight',
      'fair',
      'moderate',
      'substantial',
      'almost perfect',
    ])
  })
})

describe('Wilson’s interval', () => {
  it.each([
    // R. Newcombe, “Two-sided confidence intervals for the single proportion”, Statistics in Medicine 17 (1998), table I, method 3.
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i', (successes, of, low, high) => {
    const found = wilsonInterval(successes, of)
    expect(found?.low).toBeCloseTo(low, 4)
    expect(found?.high).toBeCloseTo(high, 4)
  })

  it('holds the share, and is nothing of nothing', () => {
    expect(wilsonInterval(0, 0)).toBeNull()
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (a, b) => {
        if (a + b === 0) return
        const found = wilsonInterval(a, a + b)
        expect(found?.low).toBeLessThanOrEqual(a / (a + b))
        expect(found?.high).toBeGreaterThanOrEqual(a / (a + b))
      }),
    )
  })
})
