import { call } from '@orpc/server'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { negotiate, openAgency } from '@/e2e/deals'
import { asking, asOwner, closeOwner, makeMember } from '@/e2e/people'
import type { Member } from '../auth/actor'
import { closeConnections } from '../db/client'
import { withSystem } from '../db/with-actor'
import { leads } from '../leads/procedures'
import { metrics } from '../metrics/procedures'
import { isoDate } from '../time'
import { calls } from './procedures'

/** What the days of people say of their calls, beside the same worked out here from the calls alone. */

const now = new Date('2026-05-10T12:00:00Z')
const range = { from: '2026-03-20', to: '2026-04-20' }
const zone = 'Europe/Berlin'
const day90 = 90 * 86_400_000
let agency: Awaited<ReturnType<typeof openAgency>>
let people: { id: string; member: Member }[]

type Made = { by: string; lead: string; at: Date; seconds: number; rating: number | null }
type Won = { lead: string; at: Date }
const made: Made[] = []
const won: Won[] = []

beforeAll(async () => {
  agency = await openAgency()
  const manager = await makeMember(agency.workspace, 'manager')
  const va = await makeMember(agency.workspace, 'va')
  people = [
    { id: agency.admin.userId, member: agency.admin },
    { id: manager.userId, member: manager },
    { id: va.vaId as string, member: va },
  ]
  const at = (hours: number) => new Date(Date.parse('2026-03-19T22:30:00Z') + hours * 3_600_000)
  for (let n = 0; n < 12; n++) {
    const lead = await negotiate(agency.admin, agency.partnerId, new Date('2025-12-01T12:00:00Z'))
    for (let k = 0; k <= n % 4; k++) {
      const by = people[(n * 5 + k * 2) % 3]?.id as string
      // Some long before, some in the hours around midnight of the day that has 23.
      const startedAt = n === 7 ? new Date(`2025-12-20T1${k}:00:00Z`) : at(n * 37 + k * 53)
      const reached = (n + k) % 3 !== 0
      const one = {
        by,
        lead,
        at: startedAt,
        seconds: 30 + n * 11 + k,
        rating: reached && k ? 1 + ((n + k) % 5) : null,
      }
      await call(
        calls.log,
        {
          ...{ leadId: lead, callerId: by, contact: 'Ida', startedAt, seconds: one.seconds },
          ...{ outcome: reached ? 'reached' : 'no_answer', rating: one.rating },
        },
        { context: asking(manager, { now }) },
      )
      made.push(one)
    }
    if (n % 3 === 2) continue
    const closed = at(n * 37 + 60)
    await call(
      leads.move,
      { id: lead, to: 'closed_won', projectValue: 1000 },
      { context: asking(agency.admin, { now: closed }) },
    )
    won.push({ lead, at: closed })
  }
  await withSystem(agency.workspace.id, 'tests', ({ db }) =>
    sql`select generate_metric_days(${range.from}::date, ${range.to}::date)`.execute(db),
  )
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const dayOf = (at: Date) => isoDate(at, zone)
const mean = (values: number[]) =>
  values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : null

/** Whose win it is: the last call in the 90 days before. */
const winnerOf = ({ lead, at }: Won) =>
  made
    .filter((one) => one.lead === lead && one.at < at && +at - +one.at <= day90)
    .sort((a, b) => +b.at - +a.at)[0]?.by

type Place = { day: string; person: string }
const inOrder = (a: Place, b: Place) => (a.day + a.person < b.day + b.person ? -1 : 1)

function expected() {
  const days = new Set([...made, ...won].map(({ at }) => dayOf(at)))
  return [...days]
    .filter((day) => day >= range.from && day <= range.to)
    .flatMap((day) =>
      people.flatMap(({ id }) => {
        const own = made.filter((one) => one.by === id && dayOf(one.at) === day)
        const wins = won.filter((one) => dayOf(one.at) === day && winnerOf(one) === id)
        if (own.length + wins.length === 0) return []
        return [
          {
            day,
            person: id,
            calls: own.length,
            seconds: mean(own.map(({ seconds }) => seconds)),
            converted: wins.length,
            rating: mean(own.flatMap(({ rating }) => rating ?? [])),
          },
        ]
      }),
    )
    .sort(inOrder)
}

type Kept = ReturnType<typeof expected>[number] & { rate: number | null }
async function kept() {
  const rows = await asOwner<Kept>(
    `select day::text, person_id as person, calls_handled as calls, average_call_seconds as seconds, leads_converted as converted,
       customer_rating as rating, conversion_rate as rate
     from agent_metrics where workspace_id = $1 and (calls_handled > 0 or leads_converted > 0)`,
    [agency.workspace.id],
  )
  return rows.sort(inOrder)
}

describe('the days of people', () => {
  it('say of calls, wins and ratings what the calls say', async () => {
    const rows = await kept()
    expect(rows.length).toBeGreaterThan(8)
    expect(rows.map(({ rate: _, ...row }) => row)).toEqual(
      expected().map((row) => ({
        ...row,
        seconds: row.seconds === null ? null : expect.closeTo(row.seconds, 6),
        rating: row.rating === null ? null : expect.closeTo(row.rating, 6),
      })),
    )
    expect(rows.some(({ converted }) => converted > 0)).toBe(true)
    expect(rows.some(({ person }) => person === people[2]?.id)).toBe(true)
  })

  it('have a rate of the leads called, never above a hundred', async () => {
    for (const { day, person, converted, rate } of await kept()) {
      const ends = Date.parse(`${day}T22:00:00Z`) + (day < '2026-03-29' ? 3_600_000 : 0)
      const starts =
        Date.parse(`${day}T22:00:00Z`) - 86_400_000 + (day <= '2026-03-29' ? 3_600_000 : 0)
      const called = made.filter(
        (one) => one.by === person && +one.at >= starts - day90 && +one.at < ends,
      )
      const many = new Set(called.map(({ lead }) => lead)).size
      expect(rate).toBeCloseTo((100 * converted) / many, 6)
      expect(rate).toBeLessThanOrEqual(100)
    }
  })
})

it('the figures of analytics are those of the calls', async () => {
  const asked = { from: '2025-12-01', to: '2026-05-01' }
  const ask = async (question: object) => {
    const context = asking(agency.admin, { now })
    // biome-ignore lint/suspicious/noExplicitAny: the kind of the answer is that of the question
    return (await call(metrics.ask, { question, range: asked } as never, { context })) as any
  }
  expect(await ask({ kind: 'figure', metric: 'calls' })).toMatchObject({ value: made.length })
  const minutes = made.map(({ seconds }) => seconds / 60).sort((a, b) => a - b)
  const middle = (minutes.length - 1) / 2
  const median = ((minutes[Math.floor(middle)] ?? 0) + (minutes[Math.ceil(middle)] ?? 0)) / 2
  expect((await ask({ kind: 'figure', metric: 'call_minutes' })).value).toBeCloseTo(median, 6)
  const rated = made.flatMap(({ rating }) => rating ?? [])
  const rating = await ask({ kind: 'figure', metric: 'customer_rating' })
  expect([rating.value, rating.count]).toEqual([expect.closeTo(mean(rated) ?? 0, 6), rated.length])
  const { slices } = await ask({ kind: 'breakdown', metric: 'calls', dimension: 'caller' })
  expect(slices).toHaveLength(3)
  for (const { key, value, label } of slices as { key: string; value: number; label: string }[]) {
    expect(value).toBe(made.filter(({ by }) => by === key).length)
    expect(label).toBe('Ada Lovelace')
  }
})
