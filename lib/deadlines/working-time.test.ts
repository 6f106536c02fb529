import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { asOwner, closeOwner } from '@/e2e/people'
import { isWorking, seconds, wallClock, zones } from '@/e2e/working-time'

afterAll(closeOwner)

const windows = fc.array(
  fc
    .tuple(
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 0, max: 1440 }),
      fc.integer({ min: 0, max: 1440 }),
    )
    .map(([day, a, b]) => ({ day, from: Math.min(a, b), to: Math.max(a, b) })),
  { maxLength: 12 },
)
// Half of them begin in the days around a change of the clocks.
const changes = [
  '2019-03-10',
  '2019-03-31',
  '2019-04-07',
  '2019-10-27',
  '2019-11-03',
  '2021-03-28',
  '2021-10-03',
  '2021-10-31',
]
const start = fc
  .tuple(
    fc.oneof(
      fc.constantFrom(...changes),
      fc.constantFrom('2020-01-15', '2020-02-28', '2020-06-30', '2020-12-31'),
    ),
    fc.integer({ min: -86_400, max: 86_400 }),
  )
  .map(([day, shift]) => Date.parse(`${day}T00:00:00Z`) + shift * 1000)
const length = fc.integer({ min: 0, max: 4 * 86_400 })

const samples = fc
  .record({
    zone: fc.constantFrom(...zones),
    hours: windows,
    from: start,
    first: length,
    second: length,
    dayOff: fc.boolean(),
  })
  .map(({ zone, hours, from, first, second, dayOff }) => ({
    calendar: { zone, hours, off: dayOff ? [wallClock(zone, from + 43_200_000).date] : [] },
    a: from,
    b: from + first * 1000,
    c: from + (first + second) * 1000,
  }))

const iso = (at: number) => new Date(at).toISOString()

describe('working time', () => {
  it(
    'is what the wall clock says in every minute, over any zone, change of clocks and set of windows',
    () =>
      fc.assert(
        fc.asyncProperty(samples, async ({ calendar, a, b, c }) => {
          const { zone, hours, off } = calendar
          const [row] = await asOwner<Record<'ab' | 'bc' | 'ac', string> & { inside: boolean }>(
            `select working_seconds($1, $2, $3, $4, $5) as ab, working_seconds($1, $2, $3, $5, $6) as bc, working_seconds($1, $2, $3, $4, $6) as ac,
             is_working_time($1, $2, $4) as inside`,
            [JSON.stringify(hours), zone, off, iso(a), iso(b), iso(c)],
          )
          const [ab, bc, ac] = [Number(row?.ab), Number(row?.bc), Number(row?.ac)]
          expect(ab).toBeCloseTo(seconds(calendar, a, b), 6)
          expect(ab + bc).toBeCloseTo(ac, 6)
          expect(row?.inside).toBe(isWorking({ ...calendar, off: [] }, a))
        }),
        { numRuns: 250 },
      ),
    120_000,
  )

  it(
    'adds up: so much and then so much more is the sum, and what was added has passed',
    () =>
      fc.assert(
        fc.asyncProperty(
          samples,
          fc.integer({ min: 0, max: 200_000 }),
          fc.integer({ min: 0, max: 200_000 }),
          async ({ calendar, a }, x, y) => {
            const { zone, hours, off } = calendar
            // Otherwise two years do not hold them.
            fc.pre(hours.some(({ from, to }) => to - from > 120))
            const [row] = await asOwner<{ same: boolean; passed: string; earliest: boolean }>(
              `with s as (select $1::jsonb as h, $2::text as z, $3::date[] as o, $4::timestamptz as a, $5::numeric as x, $6::numeric as y),
             t as (select s.*, add_working_seconds(h, z, o, a, x) as first, add_working_seconds(h, z, o, a, x + y) as last from s)
           select add_working_seconds(h, z, o, first, y) = last as same, working_seconds(h, z, o, a, last) as passed,
             x + y = 0 or working_seconds(h, z, o, a, last - interval '1 second') < x + y as earliest from t`,
              [JSON.stringify(hours), zone, off, iso(a), x, y],
            )
            expect(row?.same).toBe(true)
            expect(Number(row?.passed)).toBeCloseTo(x + y, 6)
            expect(row?.earliest).toBe(true)
          },
        ),
        { numRuns: 150 },
      ),
    120_000,
  )

  it.each([
    // Night from 23:00 to 3:00, written as two windows.
    ['Europe/Berlin', '2021-03-27T22:00:00Z', '2021-03-28T04:00:00Z', 3 * 3600],
    ['Europe/Berlin', '2021-10-30T21:00:00Z', '2021-10-31T04:00:00Z', 5 * 3600],
  ])('counts the hour that %s leaves out or repeats', async (zone, from, to, expected) => {
    const hours = [
      { day: 6, from: 1380, to: 1440 },
      { day: 7, from: 0, to: 180 },
    ]
    const [row] = await asOwner<{ s: string }>('select working_seconds($1, $2, $3, $4, $5) as s', [
      JSON.stringify(hours),
      zone,
      [],
      from,
      to,
    ])
    expect(Number(row?.s)).toBe(expected)
  })

  it('counts windows that overlap once, and those without length not at all', async () => {
    const hours = [
      { day: 1, from: 540, to: 720 },
      { day: 1, from: 600, to: 660 },
      { day: 1, from: 660, to: 780 },
      { day: 1, from: 900, to: 900 },
    ]
    const [row] = await asOwner<{ s: string }>(
      `select working_seconds($1, 'UTC', '{}', '2021-05-31T00:00:00Z', '2021-06-01T00:00:00Z') as s`,
      [JSON.stringify(hours)],
    )
    expect(Number(row?.s)).toBe(4 * 3600)
  })

  it('counts every hour where nobody ever works, so that nothing is due never', async () => {
    const [row] = await asOwner<{ at: Date }>(
      `select add_working_seconds('[]', 'UTC', '{}', '2021-05-31T00:00:00Z', 60) as at`,
    )
    expect(row?.at).toEqual(new Date('2021-05-31T00:01:00Z'))
  })
})
