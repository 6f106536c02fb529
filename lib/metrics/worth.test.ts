import fc from 'fast-check'
import { expect, it } from 'vitest'
import { curveOf, project } from './worth'

/** Worked out by hand: ten partners of January and five of February, seen in April. */
it('adds up what each month brings, by those old enough', () => {
  const cohorts = [
    { month: '2026-01-01', size: 10, age: 3 },
    { month: '2026-02-01', size: 5, age: 2 },
  ]
  const months = [
    { month: '2026-01-01', offset: 0, revenue: 1000 },
    { month: '2026-01-01', offset: 2, revenue: 600 },
    { month: '2026-02-01', offset: 0, revenue: 2000 },
    { month: '2026-02-01', offset: 1, revenue: -300 },
  ]
  const curve = curveOf(months, cohorts)
  expect(curve.map(({ total, partners }) => [total, partners])).toEqual([
    [200, 15],
    [180, 15],
    [240, 10],
  ])
  const projected = project(curve)
  expect(projected).toMatchObject({ value: 240, months: 3 })
  expect(projected?.low).toBeLessThan(240)
  expect(projected?.high).toBeGreaterThan(240)
})

it('projects nothing from fewer than five partners', () => {
  expect(project(curveOf([], [{ month: '2026-01-01', size: 4, age: 3 }]))).toBeNull()
})

const cohort = fc.record({
  size: fc.integer({ min: 1, max: 50 }),
  age: fc.integer({ min: 1, max: 20 }),
})

it('falls by exactly what is refunded', () => {
  fc.assert(
    fc.property(
      fc.array(cohort, { minLength: 1, maxLength: 12 }),
      fc.nat(1_000_000),
      (sizes, refund) => {
        const cohorts = sizes.map((one, at) => ({ ...one, month: `c${at}` }))
        const months = cohorts.map(({ month }) => ({ month, offset: 0, revenue: 2_000_000 }))
        const [before, after] = [
          curveOf(months, cohorts),
          curveOf(
            months.map((one, at) => (at === 0 ? { ...one, revenue: one.revenue - refund } : one)),
            cohorts,
          ),
        ]
        const partners = cohorts.reduce((sum, { size }) => sum + size, 0)
        expect((before[0]?.total ?? 0) - (after[0]?.total ?? 0)).toBeCloseTo(refund / partners, 3)
      },
    ),
  )
})
