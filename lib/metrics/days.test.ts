import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bucketOf, buckets, compared, daysIn, plusDays, plusMonths } from './days'

it('knows weeks from Monday, and months', () => {
  expect(bucketOf('2026-11-29', 'week')).toBe('2026-11-23')
  expect(bucketOf('2026-11-29', 'month')).toBe('2026-11-01')
  expect(plusMonths('2026-01-31', 1)).toBe('2026-02-28')
  expect(plusMonths('2026-03-31', -13)).toBe('2025-02-28')
})

it('compares with as many days before, or a year ago', () => {
  const range = { from: '2026-03-01', to: '2026-03-31' }
  expect(compared(range, 'previous')).toEqual({ from: '2026-01-29', to: '2026-02-28' })
  expect(compared(range, 'year')).toEqual({ from: '2025-03-01', to: '2025-03-31' })
  expect(compared(range, 'none')).toBeNull()
})

it('covers every day of a range once', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 9000 }),
      fc.integer({ min: 0, max: 900 }),
      fc.constantFrom('day', 'week', 'month'),
      (start, length, interval) => {
        const from = plusDays('2005-01-01', start)
        const range = { from, to: plusDays(from, length) }
        expect(daysIn(range)).toBe(length + 1)
        const found = buckets(range, interval as 'day')
        expect(new Set(found).size).toBe(found.length)
        for (let day = from; day <= range.to; day = plusDays(day, 1))
          expect(found).toContain(bucketOf(day, interval as 'day'))
      },
    ),
    { numRuns: 50 },
  )
})
