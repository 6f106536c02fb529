import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  DAY_MS,
  formatDate,
  formatDateTime,
  formatDuration,
  formatLong,
  formatMonth,
  formatRelative,
  formatTime,
  isoDate,
  isoMinute,
  isTimeZone,
  parseIsoDate,
  parseIsoMinute,
  startOfDay,
  startOfMonth,
} from './time'

const zones = [
  'UTC',
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Pacific/Auckland',
  'Asia/Beirut',
  'America/Santiago',
]

describe('days in a zone', () => {
  test.each([
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z'],
    ['2026-11-02', 'America/New_York', '2026-11-02T05:00:00.000Z'],
    ['2026-06-15', 'Asia/Kolkata', '2026-06-14T18:30:00.000Z'],
    ['2026-01-01', 'Pacific/Auckland', '2025-12-31T11:00:00.000Z'],
    ['2026-05-05', 'UTC', '2026-05-05T00:00:00.000Z'],
    // Clocks skip midnight: the day begins at one o'clock.
    ['2026-03-29', 'Asia/Beirut', '2026-03-28T22:00:00.000Z'],
    ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
  ])('%s in %s begins at %s', (day, zone, instant) => {
    expect(parseIsoDate(day, zone)?.toISOString()).toBe(instant)
    expect(startOfDay(instant, zone).toISOString()).toBe(instant)
    expect(isoDate(instant, zone)).toBe(day)
  })

  test('a day of 23 hours is one day', () => {
    const start = parseIsoDate('2026-03-29', 'Europe/Berlin') as Date
    const next = addDays(start, 1, 'Europe/Berlin')
    expect(isoDate(next, 'Europe/Berlin')).toBe('2026-03-30')
    expect(next.getTime() - start.getTime()).toBe(DAY_MS - 3_600_000)
  })

  test.each(['2026-02-30', '2026-13-01', '29.03.2026', '', '20260329', '2026-3-9'])(
    '%j is no day',
    (text) => expect(parseIsoDate(text, 'UTC')).toBeNull(),
  )

  test('a month begins on its first day', () => {
    expect(startOfMonth('2026-03-31T23:30:00Z', 'America/New_York').toISOString()).toBe(
      '2026-03-01T05:00:00.000Z',
    )
    expect(startOfMonth('2026-03-31T23:30:00Z', 'Europe/Berlin').toISOString()).toBe(
      '2026-03-31T22:00:00.000Z',
    )
  })

  test('the start of a day is its first instant', () => {
    const instant = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2040, 0) })
    fc.assert(
      fc.property(instant, fc.constantFrom(...zones), (at, zone) => {
        const start = startOfDay(at, zone)
        expect(start.getTime()).toBeLessThanOrEqual(at)
        expect(at - start.getTime()).toBeLessThan(DAY_MS + 3_600_000)
        expect(isoDate(start, zone)).toBe(isoDate(at, zone))
        expect(isoDate(start.getTime() - 1, zone)).not.toBe(isoDate(at, zone))
        expect(parseIsoDate(isoDate(at, zone), zone)).toEqual(start)
      }),
    )
  })
})

describe('words', () => {
  const at = '2026-11-21T08:05:00Z'
  test('each style in a zone', () => {
    expect(formatDate(at, 'Europe/Berlin')).toBe('21 Nov 2026')
    expect(formatDateTime(at, 'Europe/Berlin')).toBe('21 Nov 2026, 09:05')
    expect(formatTime(at, 'Asia/Kolkata')).toBe('13:35')
    expect(formatMonth(at, 'UTC')).toBe('November 2026')
    expect(formatLong(at, 'UTC')).toBe('Sat, 21 Nov 2026, 08:05 UTC')
  })

  test.each([
    ['2026-11-21T08:04:30Z', 'just now'],
    ['2026-11-21T05:05:00Z', '3 hours ago'],
    ['2026-11-20T08:05:00Z', 'yesterday'],
    ['2026-11-23T09:00:00Z', 'in 2 days'],
    ['2025-10-01T00:00:00Z', 'last year'],
  ])('%s is %s', (then, words) => expect(formatRelative(then, at)).toBe(words))

  test.each([
    [-5, '0 s'],
    [12_000, '12 s'],
    [183_000, '3 min 3 s'],
    [2 * DAY_MS + 4 * 3_600_000 + 60_000, '2 d 4 h'],
  ])('%i ms lasts %s', (ms, words) => expect(formatDuration(ms)).toBe(words))
})

test('knows real time zones', () => {
  expect(isTimeZone('Europe/Berlin')).toBe(true)
  expect(isTimeZone('Mars/Olympus')).toBe(false)
})

describe('a time of a clock in a zone', () => {
  test.each([
    ['2026-03-28T14:05', 'Europe/Berlin', '2026-03-28T13:05:00.000Z'],
    ['2026-03-29T14:05', 'Europe/Berlin', '2026-03-29T12:05:00.000Z'],
    // Skipped by the clocks.
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-12-31T23:59', 'Asia/Kolkata', '2026-12-31T18:29:00.000Z'],
  ])('%s in %s', (text, zone, instant) =>
    expect(parseIsoMinute(text, zone)?.toISOString()).toBe(instant),
  )

  test.each(['', '2026-02-30T10:00', '2026-03-29', '2026-03-29T24:00', '2026-03-29T10:60'])(
    'is not %j',
    (text) => expect(parseIsoMinute(text, 'UTC')).toBeNull(),
  )

  test('is read as it was written', () => {
    for (const zone of zones) {
      const at = new Date('2026-07-14T18:42:00Z')
      expect(parseIsoMinute(isoMinute(at, zone), zone)).toEqual(at)
    }
  })
})
