import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDate } from '../time'
import { checkSchedule, instantOf, lastRun, nextRun, nextRuns, wallOf } from './schedule'
import { choiceOf, scheduleOf, scheduleWords } from './schedule-choice'

const at = (iso: string) => new Date(iso)
const isos = (dates: Date[]) => dates.map((date) => date.toISOString())

describe('a time of day in a zone', () => {
  it.each([
    ['Europe/Berlin', '30 2 * * *', '2026-03-28T12:00Z', '2026-03-29T01:00:00.000Z'],
    ['Europe/Berlin', '0 2 * * *', '2026-03-28T12:00Z', '2026-03-29T01:00:00.000Z'],
    ['Europe/Berlin', '30 2 * * *', '2026-10-24T12:00Z', '2026-10-25T00:30:00.000Z'],
    ['America/New_York', '30 2 * * *', '2026-03-07T12:00Z', '2026-03-08T07:00:00.000Z'],
    ['America/Santiago', '0 0 * * *', '2026-09-05T12:00Z', '2026-09-06T04:00:00.000Z'],
    ['Australia/Lord_Howe', '15 2 * * *', '2026-10-03T00:00Z', '2026-10-03T15:30:00.000Z'],
    ['Pacific/Apia', '0 8 30 12 *', '2011-12-20T00:00Z', '2011-12-30T10:00:00.000Z'],
    ['Asia/Kathmandu', '0 8 * * *', '2026-01-01T00:00Z', '2026-01-01T02:15:00.000Z'],
  ])('in %s: %s after %s is %s', (zone, schedule, after, next) => {
    expect(nextRun(schedule, zone, at(after)).toISOString()).toBe(next)
  })

  it('that comes twice runs once', () => {
    expect(isos(nextRuns('30 2 * * *', 'Europe/Berlin', at('2026-10-24T12:00Z'), 2))).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
    ])
    // The hour that is shown twice is one hour of the schedule.
    expect(isos(nextRuns('0 * * * *', 'Europe/Berlin', at('2026-10-24T23:30Z'), 3))).toEqual([
      '2026-10-25T00:00:00.000Z',
      '2026-10-25T02:00:00.000Z',
      '2026-10-25T03:00:00.000Z',
    ])
  })

  it('that does not come, together with those at the jump, runs once', () => {
    expect(isos(nextRuns('0,30 2,3 * * *', 'Europe/Berlin', at('2026-03-29T00:00Z'), 3))).toEqual([
      '2026-03-29T01:00:00.000Z',
      '2026-03-29T01:30:00.000Z',
      '2026-03-30T00:00:00.000Z',
    ])
  })
})

const zones = [
  'UTC',
  'Europe/Berlin',
  'Europe/Dublin',
  'America/New_York',
  'America/St_Johns',
  'America/Santiago',
  'America/Sao_Paulo',
  'Africa/Casablanca',
  'Asia/Beirut',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Pacific/Apia',
]
const HOUR = 3_600_000

describe('over zones and years', () => {
  const moment = fc.date({
    min: at('2024-01-01T00:00Z'),
    max: at('2029-12-31T00:00Z'),
    noInvalidDate: true,
  })

  it('a daily report runs once on every day of the zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.nat(23),
        fc.nat(59),
        moment,
        (zone, hour, minute, from) => {
          const runs = nextRuns(`${minute} ${hour} * * *`, zone, from, 400)
          const days = runs.map((run) => formatDate(run, zone))
          expect(new Set(days).size).toBe(400)
          for (const [index, run] of runs.entries()) {
            const gap = run.getTime() - (runs[index - 1] ?? run).getTime()
            if (index > 0) expect(gap / HOUR).toBeGreaterThanOrEqual(21)
            if (index > 0) expect(gap / HOUR).toBeLessThanOrEqual(27)
            const shown = new Date(wallOf(run.getTime(), zone)).getUTCHours() * 60
            // Where the clocks jumped over it, the moment after the jump.
            expect(shown - hour * 60).toBeLessThanOrEqual(180)
          }
        },
      ),
      { numRuns: 30 },
    )
  })

  it('the last run up to the next is the next, and just before it the one before', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.constantFrom('0 8 * * 1', '30 2 * * *', '0 * * * *', '15 1 1 * *', '0 0 L * *'),
        moment,
        (zone, schedule, from) => {
          const [first, second] = nextRuns(schedule, zone, from, 2) as [Date, Date]
          expect(first.getTime()).toBeGreaterThan(from.getTime())
          expect(lastRun(schedule, zone, first)).toEqual(first)
          expect(lastRun(schedule, zone, new Date(second.getTime() - 1))).toEqual(first)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('clocks show the time that an instant is found for, or jump over it there', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), moment, (zone, date) => {
        const wall = Math.floor(date.getTime() / 60_000) * 60_000
        const found = instantOf(wall, zone)
        const shown = wallOf(found, zone)
        if (shown !== wall) {
          expect(shown).toBeGreaterThan(wall)
          expect(wallOf(found - 1000, zone)).toBeLessThan(wall)
        }
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a schedule', () => {
  const refusal = (schedule: string) => {
    try {
      checkSchedule(schedule, 'Europe/Berlin', at('2026-01-01T00:00Z'))
      return null
    } catch (error) {
      return (error as { fields: Record<string, string> }).fields.schedule
    }
  }

  it.each(['0 8 * * 1', '0 8 * * MON', '30 6 1,15 * *', '0 8 L * *', '0 8-18/2 * * 1-5'])(
    'may be %s',
    (schedule) => {
      expect(refusal(schedule)).toBeNull()
    },
  )

  it.each([
    ['', 'five fields'],
    ['8 * * *', 'five fields'],
    ['0 0 8 * * 1', 'five fields'],
    ['@daily', 'five fields'],
    ['60 8 * * *', '0-59'],
    ['0 24 * * *', '0-23'],
    ['0 8 31 2 *', 'no schedule'],
    ['0 8 30 2 *', 'no schedule'],
    ['H 8 * * *', 'minute cannot be'],
    ['0 8 15W * *', 'day of the month cannot be'],
    ['0 8 ? * 1', 'day of the month cannot be'],
    ['*/5 * * * *', '4 times an hour'],
    ['a b c d e', 'cannot be'],
    ['*/0 * * * *', 'no schedule'],
  ])('may not be “%s”', (schedule, words) => {
    expect(refusal(schedule)).toContain(words)
  })

  it('is the same after being chosen and read again', () => {
    for (const schedule of ['5 8 * * *', '0 17 * * 0', '30 6 28 * *', '0 0 L * *', '0 8 1 1 *'])
      expect(scheduleOf(choiceOf(schedule))).toBe(schedule)
    expect(scheduleOf(choiceOf(null))).toBeNull()
  })

  it('has words', () => {
    expect(scheduleWords('5 8 * * 1', 'Asia/Tokyo')).toBe('Every Monday at 08:05, Asia/Tokyo')
    expect(scheduleWords('0 8 L * *', 'UTC')).toBe('On the last day of every month at 08:00, UTC')
    expect(scheduleWords('0 8 1 1 *', 'UTC')).toBe('Cron 0 8 1 1 *, UTC')
  })
})
