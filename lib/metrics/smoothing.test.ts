import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { forecast, holtWinters, seasonalNaive } from './smoothing'

const months = (count: number, valueAt: (month: number) => number) =>
  Array.from({ length: count }, (_, month) => valueAt(month))

describe('the baseline', () => {
  it('says what was a season ago, over and over', () => {
    expect(seasonalNaive(3)([9, 1, 2, 3], 5)).toEqual([1, 2, 3, 1, 2])
  })
  it('says the last value where nothing repeats', () => {
    expect(seasonalNaive(1)([4, 7], 2)).toEqual([7, 7])
  })
})

describe('Holt-Winters', () => {
  it('goes on with a season that repeats exactly', () => {
    const wave = (month: number) => 100 + [0, 20, 50, 10][month % 4]!
    const made = holtWinters(4)(months(40, wave), 4)
    made.forEach((value, ahead) => {
      expect(value).toBeCloseTo(wave(40 + ahead), 3)
    })
  })
  it('follows a trend without a season', () => {
    const [next = 0] = holtWinters(1)(
      months(30, (month) => 10 * month),
      1,
    )
    expect(next).toBeGreaterThan(285)
    expect(next).toBeLessThan(305)
  })
})

describe('a forecast', () => {
  it('takes the method that erred less, and says by how much', () => {
    const seasonal = forecast(
      months(60, (month) => 1000 + 30 * month + [0, 300, -200, 90][month % 4]! * 1),
      4,
      3,
    )
    expect(seasonal.method).toBe('holt-winters')
    expect(seasonal.error).toBeLessThan(seasonal.baselineError ?? 0)
    const jump = forecast(
      months(40, (month) => (month % 2 ? 10 : 90)),
      2,
      3,
    )
    expect(jump.error).toBeLessThanOrEqual(jump.baselineError ?? 0)
  })

  it('says that a short past cannot be tested', () => {
    expect(forecast([5, 7], 12, 2)).toMatchObject({
      method: 'mean',
      error: null,
      values: [{ value: 6 }, {}],
    })
    expect(forecast([], 12, 1).values).toEqual([{ value: 0, low: 0, high: 0 }])
  })

  const past = fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { maxLength: 80 })

  it('is never negative, lies in its band, and is never surer further ahead', () => {
    fc.assert(
      fc.property(
        past,
        fc.constantFrom(1, 7, 12),
        fc.integer({ min: 1, max: 12 }),
        (values, season, horizon) => {
          const made = forecast(values, season, horizon)
          expect(made.values).toHaveLength(horizon)
          let width = 0
          for (const { value, low, high } of made.values) {
            expect(low).toBeGreaterThanOrEqual(0)
            expect(value).toBeGreaterThanOrEqual(low)
            expect(high).toBeGreaterThanOrEqual(value)
            expect(high - value).toBeGreaterThanOrEqual(width - 1e-3)
            width = high - value
          }
          if (made.error !== null) expect(made.error).toBeLessThanOrEqual(made.baselineError ?? 0)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('does not depend on the unit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 12, maxLength: 40 }),
        (values) => {
          const [one, hundred] = [
            forecast(values, 1, 3),
            forecast(
              values.map((value) => value * 100),
              1,
              3,
            ),
          ]
          one.values.forEach(({ value }, ahead) => {
            expect(hundred.values[ahead]?.value).toBeCloseTo(value * 100, 0)
          })
        },
      ),
      { numRuns: 50 },
    )
  })
})
