import { expect, test } from 'vitest'
import { streakOf } from './rules'

const week = [1, 2, 3, 4, 5]

test.each([
  ['nothing yet', [], 0],
  ['only today', ['2026-11-18'], 1],
  ['today is still open', ['2026-11-17', '2026-11-16'], 2],
  ['over a weekend', ['2026-11-18', '2026-11-17', '2026-11-16', '2026-11-13'], 4],
  ['a Saturday counts when worked', ['2026-11-16', '2026-11-14', '2026-11-13'], 0],
  ['broken by a working day', ['2026-11-18', '2026-11-16'], 1],
])('%s', (_, days, expected) => expect(streakOf(days, '2026-11-18', week)).toBe(expected))
