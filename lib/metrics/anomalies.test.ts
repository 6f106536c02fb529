import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anomaliesIn } from './anomalies'
import type { Point } from './answer-schema'
import { plusDays } from './days'
import type { Unit } from './schema'

const days = 90
const dayOf = (at: number) => plusDays('2026-01-01', at)
const series = (values: readonly number[], counts: readonly number[] = values): Point[] =>
  values.map((value, at) => ({ day: dayOf(at), value, count: counts[at] ?? 0 }))
const ringed = (points: readonly Point[], unit: Unit = 'count') =>
  anomaliesIn(points, 'day', unit).map(({ day }) => day)

/** Numbers between 0 and 1, the same for the same seed (mulberry32). */
function random(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A Poisson count: how many exponential waits fit into one day. */
function poisson(rate: number, next: () => number) {
  let count = -1
  for (let time = 0; time < rate; count++) time -= Math.log(1 - next())
  return count
}

const noise = (rate: number, seed: number) => {
  const next = random(seed)
  return Array.from({ length: days }, () => poisson(rate, next))
}

it.each([0.2, 0.5, 1, 2, 3, 5, 6, 10, 30, 100, 200])(
  'rings on at most one in a hundred days of chance at %d a day',
  (rate) => {
    const runs = 60
    let rings = 0
    for (let seed = 1; seed <= runs; seed++) rings += ringed(series(noise(rate, seed))).length
    expect(rings / (runs * days)).toBeLessThanOrEqual(0.01)
  },
)

it('rings on a day of ten times the usual, where that is three or more', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 3, max: 200, noNaN: true }),
      fc.integer(),
      fc.nat(days - 1),
      (rate, seed, at) => {
        const values = noise(rate, seed)
        values[at] = Math.round(10 * rate)
        expect(ringed(series(values))).toContain(dayOf(at))
      },
    ),
    { numRuns: 300, seed: 7 },
  )
})

it.each([1, 2, 5])('does not ring on a single day of %d among days of nothing', (value) => {
  expect(ringed(series(Array.from({ length: days }, (_, at) => (at === 40 ? value : 0))))).toEqual(
    [],
  )
})

it('rings on a day of nothing where there are many, and says what is usual', () => {
  const values = noise(40, 3)
  values[10] = 0
  const found = anomaliesIn(series(values), 'day', 'count')
  expect(found).toMatchObject([
    { day: '2026-01-11', value: 0, words: 'Far below the usual of Sundays' },
  ])
})

it('judges days by their weekday', () => {
  const weekly = Array.from({ length: days }, (_, at) => (at % 7 < 2 ? 0 : 60 + (at % 5)))
  expect(ringed(series(weekly))).toEqual([])
  weekly[42] = 60
  expect(ringed(series(weekly))).toEqual([dayOf(42)])
})

it('counts money in typical rows, also where it is owed', () => {
  for (const sign of [1, -1]) {
    const deals = noise(0.3, 11)
    const worth = (more: number) =>
      deals.map((count, at) => sign * count * 50_000 * (at === 7 ? more : 1))
    deals[7] = 1
    expect(ringed(series(worth(3), deals), 'money')).toEqual([])
    expect(ringed(series(worth(20), deals), 'money')).toEqual([dayOf(7)])
  }
})

it('leaves rates of few rows alone, and too short a past', () => {
  const rates = Array.from({ length: days }, (_, at) => (at === 20 ? 0 : 80 + (at % 4)))
  const of = (count: number) =>
    series(
      rates,
      rates.map(() => count),
    )
  expect(ringed(of(4), 'percent')).toEqual([])
  expect(ringed(of(5), 'percent')).toEqual([dayOf(20)])
  expect(ringed(of(5).slice(10, 23), 'percent')).toEqual([])
})
