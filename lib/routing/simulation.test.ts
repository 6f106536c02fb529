import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { forecastLast } from './forecast'
import {
  arrivals,
  quantile,
  type SimPerson,
  type SimTask,
  seeded,
  simulate,
  workThrough,
} from './simulation'

const minute = 60_000
const task = (more: Partial<SimTask> = {}): SimTask => ({
  type: 'x',
  skills: {},
  language: '',
  readyAt: 0,
  dueAt: 100 * minute,
  with: null,
  minutes: 10,
  ...more,
})
const person = (more: Partial<SimPerson> = {}): SimPerson => ({
  id: 'a',
  name: 'Ana',
  skills: {},
  languages: [],
  spans: [[0, 1000 * minute]],
  ...more,
})

describe('the simulation', () => {
  it('works one after the other, what is due first', () => {
    const found = simulate(
      [task({ dueAt: 15 * minute }), task({ dueAt: 12 * minute }), task()],
      [person()],
      1000 * minute,
    )
    expect(found).toMatchObject({ late: 1, left: 0, waits: [0, 10, 20] })
  })

  it('counts what waits at the moments asked about', () => {
    const marks = [0, 5, 10, 15, 20, 25].map((at) => at * minute)
    const tasks = [task(), task(), task({ readyAt: 12 * minute })]
    const { waiting } = simulate(tasks, [person()], 1000 * minute, marks)
    expect(waiting).toEqual([1, 1, 0, 1, 0, 0])
    expect(simulate(tasks, [], 1000 * minute, marks).waiting).toEqual([2, 2, 2, 3, 3, 3])
  })

  it('gives nobody what they cannot do, and nobody else what is with somebody', () => {
    const needs = task({ skills: { phone: 2 } })
    const found = simulate(
      [needs, task({ with: 'b' })],
      [person({ skills: { phone: 1 } })],
      200 * minute,
    )
    expect(found).toMatchObject({ left: 2, late: 2 })
    const able = person({ skills: { phone: 2 } })
    expect(simulate([needs], [able], 200 * minute)).toMatchObject({ left: 0, late: 0 })
  })

  it('stops over night', () => {
    expect(
      workThrough(
        [
          [0, 5 * minute],
          [20 * minute, 90 * minute],
        ],
        0,
        10 * minute,
      ),
    ).toEqual({ begins: 0, ends: 25 * minute })
    expect(workThrough([[0, minute]], 0, 10 * minute)).toBeNull()
  })

  it('loses no task, and with somebody free for each nothing is late', () => {
    const spans = fc
      .tuple(fc.nat(300), fc.nat(300))
      .map(([a, b]) => [[Math.min(a, b) * minute, Math.max(a, b) * minute]] as const)
    const someTasks = fc.array(
      fc
        .record({ readyAt: fc.nat(200), minutes: fc.integer({ min: 1, max: 60 }) })
        .map(({ readyAt, minutes }) =>
          task({ readyAt: readyAt * minute, dueAt: (readyAt + 120) * minute, minutes }),
        ),
      { minLength: 1, maxLength: 20 },
    )
    fc.assert(
      fc.property(someTasks, fc.array(spans, { minLength: 1, maxLength: 4 }), (tasks, all) => {
        const people = all.map((one, n) => person({ id: `p${n}`, spans: one }))
        const found = simulate(tasks, people, 400 * minute)
        const done = found.people.reduce((sum, one) => sum + one.tasks, 0)
        expect(done + found.left).toBe(tasks.length)
        expect(found.waits.every((wait) => wait >= 0)).toBe(true)
        const more = simulate(
          tasks,
          tasks.map((_, n) => person({ id: `m${n}` })),
          400 * minute,
        )
        expect(more.late).toBe(0)
      }),
    )
  })

  it('is the same for the same seed', () => {
    const draw = (seed: number) => {
      const random = seeded(seed)
      return Array.from({ length: 20 }, () => arrivals(3, random))
    }
    expect(draw(1)).toEqual(draw(1))
    expect(draw(1)).not.toEqual(draw(2))
    const random = seeded(5)
    const many = Array.from({ length: 5_000 }, () => arrivals(3, random))
    expect(many.reduce((a, b) => a + b, 0) / many.length).toBeCloseTo(3, 0)
  })

  it('knows its quantiles', () => {
    expect([quantile([], 0.5), quantile([4, 1, 3, 2], 0.5), quantile([1, 2], 0.9)]).toEqual([
      null,
      2.5,
      1.9,
    ])
  })
})

describe('the forecast', () => {
  const days = (of: (n: number) => number) =>
    Array.from({ length: 36 }, (_, n) => ({ day: `d${n}`, minutes: of(n) }))

  it('expects of a weekday what the last four brought, and says how far it was off', () => {
    expect(forecastLast(days((n) => (n % 7) * 60))).toMatchObject({ expected: 0, error: 0 })
    expect(forecastLast(days(() => 60)).expected).toBe(60)
    const noisy = forecastLast(days((n) => (n < 28 ? 60 : 90)))
    expect(noisy.error).toBeGreaterThan(0)
    expect(noisy.past).toHaveLength(7)
  })

  it('says nothing of a young workspace', () => {
    expect(forecastLast(days(() => 1).slice(0, 3))).toEqual({
      expected: null,
      error: null,
      past: [],
    })
  })
})
