import { call } from '@orpc/server'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { addEvents } from '@/e2e/events'
import { asking, closeOwner, makeMember, makeWorkspace } from '@/e2e/people'
import { closeConnections } from '../db/client'
import { isoDate } from '../time'
import type { Answer } from './answer-schema'
import { bucketOf, nextBucket } from './days'
import { metrics } from './procedures'
import type { Interval, Question, Range } from './schema'

/** Random histories of people, counted by the database and one by one, and the people behind each number. */

const hour = 3_600_000
const start = Date.parse('2026-03-20T00:00:00Z')
const now = new Date('2026-04-20T12:00:00Z')
const types = ['a', 'b', 'c'] as const
type Happening = { who: string | null; type: string; at: number }

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

// Few moments, so that many events bear the same; in no order, so that many come late.
const happening: fc.Arbitrary<Happening> = fc.record({
  who: fc.constantFrom('p', 'q', 'r', 's', null),
  type: fc.constantFrom(...types),
  at: fc.integer({ min: 0, max: 130 }).map((n) => start + n * 4 * hour),
})
const histories = fc.array(happening, { minLength: 1, maxLength: 60 })
const zone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Pacific/Auckland', 'UTC')
const range = fc
  .tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 0, max: 12 }))
  .map(([from, length]): Range => {
    const day = (n: number) => new Date(start + n * 24 * hour).toISOString().slice(0, 10)
    return { from: day(from), to: day(from + length) }
  })

/** Asks in a workspace of its own in which all this happened, and opens who is behind the answer. */
async function askOf(all: Happening[], timezone: string, question: Question, days: Range) {
  const workspace = await makeWorkspace()
  const who = await makeMember(workspace, 'admin')
  await addEvents(
    workspace,
    all.map(({ who, type, at }) => ({ userId: who, eventType: type, createdAt: new Date(at) })),
  )
  const actor = { ...who, workspace: { ...workspace, timezone } }
  const as = { context: asking(actor, { now }) }
  const behind = async (selection: object) => {
    const asked = { ...selection, ...days }
    const { items } = await call(metrics.rows, { ...asked, limit: 200 }, as)
    const { count, value, oneIn } = await call(metrics.countRows, asked, as)
    expect([count, oneIn]).toEqual([items.length, undefined])
    return { value, people: items.map(({ label, at, person }) => came(label, at, person?.began)) }
  }
  return { answer: await call(metrics.ask, { question, range: days }, as), behind }
}

/** Who, when they came to what is asked, and when they began. */
const came = (who: string | null, at?: number | Date, began?: number | Date) =>
  `${who} ${Number(at)} ${Number(began)}`

const answered = <K extends Answer['kind']>(answer: Answer, kind: K) => {
  expect(answer.kind).toBe(kind)
  return answer as Extract<Answer, { kind: K }>
}

const inRange = ({ at }: Happening, { from, to }: Range, timezone: string) => {
  const day = isoDate(new Date(at), timezone)
  return day >= from && day <= to
}

function peopleIn(all: Happening[]) {
  const people = new Map<string, Happening[]>()
  for (const one of all)
    if (one.who !== null) people.set(one.who, [...(people.get(one.who) ?? []), one])
  return [...people.values()].map((own) => own.sort((a, b) => a.at - b.at))
}

const median = (values: number[]) => {
  const sorted = values.sort((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return sorted.length
    ? ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle)] as number)) / 2
    : null
}

/** The times of the steps that one start led to. */
function led(own: Happening[], from: number, steps: readonly string[], hours: number | undefined) {
  const times = [from]
  for (const step of steps.slice(1)) {
    const next = own.find(({ type, at }) => type === step && at > (times.at(-1) as number))
    if (!next || (hours !== undefined && next.at > from + hours * hour)) break
    times.push(next.at)
  }
  return times
}

function plainFunnel(
  all: Happening[],
  steps: readonly string[],
  hours: number | undefined,
  isIn: (one: Happening) => boolean,
) {
  const found = steps.map(() => ({
    reached: [] as string[],
    open: [] as string[],
    waits: [] as number[],
  }))
  for (const own of peopleIn(all)) {
    const starts = own.filter((one) => one.type === steps[0] && isIn(one))
    let best: number[] = []
    for (const { at } of starts) {
      const times = led(own, at, steps, hours)
      if (times.length > best.length) best = times
    }
    for (const [at, time] of best.entries()) {
      found[at]!.reached.push(came(own[0]!.who, time, best[0]))
      if (at > 0) found[at]!.waits.push((time - (best[at - 1] as number)) / (24 * hour))
    }
    const last = starts.at(-1)?.at ?? 0
    const stillRuns = hours === undefined || last + hours * hour > now.getTime()
    if (best.length > 0 && best.length < steps.length && stillRuns)
      found[best.length]!.open.push(came(own[0]!.who, best.at(-1), best[0]))
  }
  return found.map(({ reached, open, waits }) => ({ reached, open, days: median(waits) }))
}

describe('steps of people', () => {
  it('are what following each person gives, and never rise', async () => {
    await fc.assert(
      fc.asyncProperty(
        histories,
        zone,
        range,
        fc.array(fc.constantFrom(...types), { minLength: 2, maxLength: 5 }),
        fc.option(
          fc.record({
            window: fc.integer({ min: 1, max: 20 }),
            windowUnit: fc.constantFrom('hours' as const, 'days' as const),
          }),
          { nil: undefined },
        ),
        fc.nat(),
        async (all, timezone, days, steps, limit, any) => {
          const question = { kind: 'event-funnel' as const, steps, windowUnit: 'days' as const }
          const asked = { ...question, ...limit }
          const { answer, behind } = await askOf(all, timezone, asked, days)
          const found = answered(answer, 'funnel')
          const isIn = (one: Happening) => inRange(one, days, timezone)
          const hours = limit && limit.window * (limit.windowUnit === 'days' ? 24 : 1)
          const expected = plainFunnel(all, steps, hours, isIn)
          expect(found.steps.map(({ reached }) => reached)).toEqual(
            expected.map(({ reached }) => reached.length),
          )
          expect(found.steps.map(({ open }) => open)).toEqual(
            expected.map(({ open }) => open.length),
          )
          for (const [at, { reached, medianDays, margin }] of found.steps.entries()) {
            expect(reached).toBeLessThanOrEqual(found.steps[at - 1]?.reached ?? 4)
            expect(medianDays ?? -1).toBeCloseTo(expected[at]?.days ?? -1, 6)
            expect(margin).toBeUndefined()
          }
          const at = any % steps.length
          const step = { steps: steps.join(), step: String(at + 1), ...limit }
          const { people } = await behind(step)
          expect(people.sort()).toEqual(expected[at]?.reached.sort())
          if (at > 0) {
            const { people } = await behind({ ...step, reach: 'open' })
            expect(people.sort()).toEqual(expected[at]?.open.sort())
          }
          const nobodys = all.filter(
            (one) => one.who === null && steps.includes(one.type as 'a') && isIn(one),
          )
          expect(found.notes.some((note) => note.includes('without a person'))).toBe(
            nobodys.length > 0,
          )
          if (nobodys.length > 1)
            expect(found.notes).toContain(`${nobodys.length} events without a person left out.`)
        },
      ),
      { numRuns: 60 },
    )
  }, 120_000)
})

function plainRetention(
  all: Happening[],
  back: string | undefined,
  interval: Interval,
  timezone: string,
  isIn: (one: Happening) => boolean,
) {
  const periodOf = ({ at }: Happening) => bucketOf(isoDate(new Date(at), timezone), interval)
  const today = isoDate(now, timezone)
  const cohorts = new Map<string, { first: Happening; later: Happening[] }[]>()
  for (const own of peopleIn(all)) {
    const first = own.find((one) => one.type === 'a' && isIn(one))
    if (!first) continue
    const later = own.filter(
      ({ at, type }) => at > first.at && (back === undefined || type === back),
    )
    const month = periodOf(first)
    cohorts.set(month, [...(cohorts.get(month) ?? []), { first, later }])
  }
  const inOrder = [...cohorts].sort(([a], [b]) => (a < b ? -1 : 1))
  return inOrder.map(([month, people]) => {
    const cells: ({ value: number; complete: boolean } | null)[] = []
    const who: string[][] = []
    for (let period = month; cells.length < 12; period = nextBucket(period, interval)) {
      const back = people.flatMap(({ first, later }) => {
        const one = later.find((each) => periodOf(each) === period)
        return one ? [came(one.who, one.at, first.at)] : []
      })
      who.push(back)
      cells.push(
        period > today
          ? null
          : {
              value: (100 * back.length) / people.length,
              complete: nextBucket(period, interval) <= today,
            },
      )
    }
    const began = people.map(({ first }) => came(first.who, first.at, first.at))
    return { answer: { month, size: people.length, cells }, began, who }
  })
}

describe('people who came back', () => {
  it('are what following each person gives', async () => {
    await fc.assert(
      fc.asyncProperty(
        histories,
        zone,
        range,
        fc.constantFrom(undefined, ...types),
        fc.constantFrom('day' as const, 'week' as const, 'month' as const),
        fc.nat(),
        async (all, timezone, days, back, interval, any) => {
          const question = { kind: 'retention' as const, start: 'a', back, interval }
          const { answer, behind } = await askOf(all, timezone, question, days)
          const { cohorts } = answered(answer, 'cohort')
          const isIn = (one: Happening) => inRange(one, days, timezone)
          const expected = plainRetention(all, back, interval, timezone, isIn)
          expect(cohorts).toEqual(expected.map((one) => one.answer))
          const { kind: _, ...asked } = question
          const { answer: cohort, began, who } = expected[any % expected.length] ?? {}
          if (!cohort || !began || !who) return
          const period = { ...asked, period: cohort.month }
          expect((await behind(period)).people.sort()).toEqual(began.sort())
          const cells = cohort.cells.filter((cell) => cell !== null)
          const later = any % cells.length
          const { value, people } = await behind({ ...period, later })
          expect(people.sort()).toEqual(who[later]?.sort())
          expect(value).toBeCloseTo(cells[later]?.value ?? -1, 9)
        },
      ),
      { numRuns: 60 },
    )
  }, 120_000)
})
