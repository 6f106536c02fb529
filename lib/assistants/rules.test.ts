import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatWeek, overlapping, parseDay, shiftWeek, type Window, weekMinutes } from './rules'

describe('hours of a day', () => {
  it.each([
    ['9-17', [[1, 540, 1020]]],
    [
      '8:30–12, 13–17:30',
      [
        [1, 510, 720],
        [1, 780, 1050],
      ],
    ],
    ['9am to 5 pm', [[1, 540, 1020]]],
    [
      '22-6',
      [
        [1, 1320, 1440],
        [2, 0, 360],
      ],
    ],
    ['18-24', [[1, 1080, 1440]]],
    ['20:00 - 0:00', [[1, 1200, 1440]]],
    ['all day', [[1, 0, 1440]]],
    ['0900-1730', [[1, 540, 1050]]],
    ['', []],
    ['off', []],
  ])('reads “%s”', (text, expected) => {
    expect(parseDay(1, text)).toEqual(expected.map(([day, from, to]) => ({ day, from, to })))
  })

  it.each(['9', '9-9', '25-26', '9-12:70', '24-6', 'later', '9-12-15', '13pm-15pm'])(
    'does not read “%s”',
    (text) => {
      expect(parseDay(1, text)).toBeNull()
    },
  )

  it('runs from Sunday into Monday', () => {
    expect(parseDay(7, '23-2')).toEqual([
      { day: 7, from: 1380, to: 1440 },
      { day: 1, from: 0, to: 120 },
    ])
  })
})

const week = fc
  .array(
    fc
      .tuple(
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 0, max: 1440 }),
        fc.integer({ min: 0, max: 1440 }),
      )
      .filter(([, a, b]) => a !== b)
      .map(([day, a, b]): Window => ({ day, from: Math.min(a, b), to: Math.max(a, b) })),
    { maxLength: 12 },
  )
  .map((windows) =>
    windows.filter(
      (one, index) => !windows.slice(0, index).some((other) => overlapping([other, one])),
    ),
  )
const minutesOf = (windows: readonly Window[]) => {
  const minutes = new Set<number>()
  for (const { day, from, to } of windows)
    for (let minute = from; minute < to; minute++) minutes.add((day - 1) * 1440 + minute)
  return minutes
}

describe('a week', () => {
  it('in words reads back as the same minutes', () =>
    fc.assert(
      fc.property(week, (windows) => {
        const read = formatWeek(windows).flatMap((text, index) => parseDay(index + 1, text) ?? [])
        expect(minutesOf(read)).toEqual(minutesOf(windows))
      }),
    ))

  it('on another zone’s clock is as long, and the same again on the way back', () =>
    fc.assert(
      fc.property(week, fc.integer({ min: -840, max: 840 }), (windows, ahead) => {
        const there = shiftWeek(windows, ahead)
        expect(weekMinutes(there)).toBe(weekMinutes(windows))
        expect(overlapping(there)).toBeNull()
        expect(minutesOf(shiftWeek(there, -ahead))).toEqual(minutesOf(windows))
      }),
    ))

  it('names two windows that share a minute, and none that only touch', () => {
    const [a, b, c] = [
      { day: 1, from: 540, to: 720 },
      { day: 1, from: 700, to: 800 },
      { day: 1, from: 720, to: 800 },
    ]
    expect(overlapping([b, a])).toEqual([a, b])
    expect(overlapping([a, c])).toBeNull()
  })
})
