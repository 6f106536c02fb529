import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { asOwner, closeOwner } from '@/e2e/people'

afterAll(() => closeOwner())

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Africa/Cairo',
  'America/St_Johns',
]

const parts = new Map<string, Intl.DateTimeFormat>()

/** The wall clock in a zone, as if it were UTC. */
function wall(at: number, zone: string): number {
  let format = parts.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    parts.set(zone, format)
  }
  const of = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, +value]))
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = of
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/** Slow and plain: every minute around, for the last one that shows the wanted wall clock. */
function instantOf(local: number, zone: string): number {
  const around = Array.from({ length: 4 * 30 }, (_, i) => local + (i - 60) * 900_000)
  const offsets = [...new Set(around.map((at) => wall(at, zone) - at))]
  const hits = offsets.map((offset) => local - offset).filter((at) => wall(at, zone) === local)
  if (hits.length > 0) return Math.max(...hits)
  // Clocks skip this time: it is read as if they had not.
  const before = wall(local - 30 * 3_600_000, zone) - (local - 30 * 3_600_000)
  return local - before
}

const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month + 1, 0)).getUTCDate()

/** The n-th month after the anchor, in words: same day and time, or the month's last day. */
function slowBoundary(anchor: number, zone: string, n: number): number {
  if (n === 0) return anchor
  const from = new Date(wall(anchor, zone))
  let [year, month] = [from.getUTCFullYear(), from.getUTCMonth()]
  for (let step = 0; step < n; step++) {
    month++
    if (month === 12) [year, month] = [year + 1, 0]
  }
  const day = Math.min(from.getUTCDate(), daysIn(year, month))
  const clock =
    from.getTime() - Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate())
  return instantOf(Date.UTC(year, month, day) + clock, zone)
}

/** Late days of a month, leap days and the hours around the change of clocks come up often. */
const anchors = fc.oneof(
  fc.integer({ min: Date.UTC(2005, 0) / 1000, max: Date.UTC(2024, 0) / 1000 }),
  fc
    .record({
      year: fc.integer({ min: 2005, max: 2024 }),
      month: fc.integer({ min: 0, max: 11 }),
      day: fc.integer({ min: 26, max: 31 }),
      minute: fc.integer({ min: 0, max: 1439 }),
    })
    .map(({ year, month, day, minute }) => Date.UTC(year, month, day, 0, minute) / 1000),
)

const boundaries = async (anchor: number, zone: string, count: number) =>
  (
    await asOwner<{ starts: Date; ends: Date }>(
      `select p.starts, p.ends from generate_series(0, $3::int - 1) n, billing_period($1, $2, n) p order by n`,
      [new Date(anchor * 1000), zone, count],
    )
  ).map(({ starts, ends }) => [starts.getTime(), ends.getTime()] as const)

describe('billing periods', () => {
  it('are those of the calendar, without gap or overlap', async () => {
    await fc.assert(
      fc.asyncProperty(anchors, fc.constantFrom(...zones), async (anchor, zone) => {
        const periods = await boundaries(anchor, zone, 30)
        periods.forEach(([starts, ends], n) => {
          expect(starts).toBe(slowBoundary(anchor * 1000, zone, n))
          expect(ends).toBe(slowBoundary(anchor * 1000, zone, n + 1))
          expect(ends).toBeGreaterThan(starts)
        })
      }),
      { numRuns: 150 },
    )
  })

  it('contain the moment they are asked for', async () => {
    const moment = fc.integer({ min: -200 * 86_400, max: 900 * 86_400 })
    await fc.assert(
      fc.asyncProperty(anchors, fc.constantFrom(...zones), moment, async (anchor, zone, after) => {
        const at = new Date((anchor + after) * 1000)
        const [found] = await asOwner<{ starts: Date; ends: Date }>(
          'select * from billing_period_at($1, $2, $3)',
          [new Date(anchor * 1000), zone, at],
        )
        expect(found?.starts.getTime()).toBeLessThanOrEqual(at.getTime())
        expect(found?.ends.getTime()).toBeGreaterThan(at.getTime())
      }),
      { numRuns: 150 },
    )
  })

  it('come back to the 31st after February, and to the 29th', async () => {
    const ends = async (anchor: string, count: number) =>
      (await boundaries(Date.parse(anchor) / 1000, 'UTC', count)).map(([, end]) =>
        new Date(end).toISOString().slice(0, 10),
      )
    expect(await ends('2024-01-31T10:00:00Z', 4)).toEqual([
      '2024-02-29',
      '2024-03-31',
      '2024-04-30',
      '2024-05-31',
    ])
    expect(await ends('2023-01-29T10:00:00Z', 2)).toEqual(['2023-02-28', '2023-03-29'])
  })

  it('keep the local hour when the clocks change', async () => {
    const periods = await boundaries(Date.parse('2026-03-15T08:00:00Z') / 1000, 'Europe/Berlin', 1)
    expect(new Date(periods[0]?.[1] ?? 0).toISOString()).toBe('2026-04-15T07:00:00.000Z')
  })
})
