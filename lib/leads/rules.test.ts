import { describe, expect, it, test } from 'vitest'
import { type LeadStatus, leadStatuses } from './labels'
import { moveKind, moveObstacle, needsReason } from './rules'

const now = new Date('2026-03-31T12:00:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const DAY = 24 * 60

/** Every arrow there is; whatever is missing is refused. */
const arrows: Partial<Record<`${LeadStatus} ${LeadStatus}`, string>> = {
  'prospect qualified': 'forward',
  'prospect closed_lost': 'lose',
  'qualified proposal_sent': 'forward',
  'qualified prospect': 'back',
  'qualified closed_lost': 'lose',
  'proposal_sent negotiating': 'forward',
  'proposal_sent qualified': 'back',
  'proposal_sent closed_lost': 'lose',
  'negotiating closed_won': 'win',
  'negotiating proposal_sent': 'back',
  'negotiating closed_lost': 'lose',
  'closed_won negotiating': 'undo',
  'closed_won closed_lost': 'reverse',
  'closed_lost qualified': 'reopen',
}

const pairs = leadStatuses.flatMap((from) => leadStatuses.map((to) => [from, to] as const))

describe('the state machine', () => {
  test.each(pairs)('%s → %s', (from, to) => {
    const kind = arrows[`${from} ${to}`]
    expect(moveKind(from, to)).toBe(kind)
    const obstacle = moveObstacle({ status: from, closedAt: ago(1) }, to, now)
    if (kind) expect(obstacle).toBeUndefined()
    else expect(obstacle).toMatch(/^[A-Z].+\.$/)
  })

  it('asks why before going back, losing and reversing', () => {
    const kinds = Object.values(arrows) as Parameters<typeof needsReason>[0][]
    expect([...new Set(kinds.filter(needsReason))].sort()).toEqual(['back', 'lose', 'reverse'])
  })
})

test.each([
  ['a win, taken back in time', 'closed_won', 'negotiating', 10, true],
  ['a win, taken back too late', 'closed_won', 'negotiating', 10.1, false],
  ['a win, reversed at any time', 'closed_won', 'closed_lost', 400 * DAY, true],
  ['a loss, reopened in time', 'closed_lost', 'qualified', 90 * DAY, true],
  ['a loss, reopened too late', 'closed_lost', 'qualified', 90 * DAY + 1, false],
] as const)('%s', (_, status, to, minutes, may) => {
  expect(moveObstacle({ status, closedAt: ago(minutes) }, to, now) === undefined).toBe(may)
})

it('names the ways that are open, in the order of the pipeline', () => {
  expect(moveObstacle({ status: 'proposal_sent', closedAt: null }, 'prospect', now)).toBe(
    'From Proposal sent a lead goes one stage at a time: to Qualified, Negotiating or Lost.',
  )
})
