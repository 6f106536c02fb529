import { describe, expect, it } from 'vitest'
import { lengthOf, mayRemove, secondsOf } from './rules'

describe('the length of a call', () => {
  it.each([
    ['4:05', 245],
    [' 0:09 ', 9],
    ['75', 75],
    ['90:00', 5400],
    ['1440:00', 86_400],
  ])('reads %s as %s seconds', (text, seconds) => expect(secondsOf(text)).toBe(seconds))

  it.each(['', '4:5', '4:65', ':30', '-3', '1:02:03', 'four'])('does not read %j', (text) =>
    expect(secondsOf(text)).toBeNull(),
  )

  it('writes what it reads', () => {
    for (const seconds of [0, 9, 59, 60, 245, 86_400])
      expect(secondsOf(lengthOf(seconds))).toBe(seconds)
  })
})

it.each([
  ['manager', 'me', 'lead', true],
  ['manager', 'other', 'lead', false],
  ['manager', null, 'lead', false],
  ['admin', 'other', 'lead', true],
  ['owner', null, 'lead', true],
  ['owner', 'me', null, false],
] as const)('a %s may remove what %s wrote about a %s: %s', (role, loggedBy, leadId, may) =>
  expect(mayRemove({ role, userId: 'me' }, { leadId, loggedBy })).toBe(may),
)
