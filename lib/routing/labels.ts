export const assignmentModes = ['off', 'round_robin', 'balanced', 'best_match'] as const
export type AssignmentMode = (typeof assignmentModes)[number]
export const assignmentModeLabels: Record<AssignmentMode, string> = {
  off: 'Off: people take tasks themselves',
  round_robin: 'In turn',
  balanced: 'To whoever has the most room',
  best_match: 'Best match',
}

/** What the board tells apart. */
export const boardLists = [
  'late',
  'soon',
  'waiting',
  'unroutable',
  'requires_customer',
  'blocked',
] as const
export type BoardList = (typeof boardLists)[number]
export const boardListLabels: Record<BoardList, string> = {
  late: 'Late',
  soon: 'Soon late',
  waiting: 'Waiting',
  unroutable: 'Nobody can take',
  requires_customer: 'With customer',
  blocked: 'Blocked',
}

export const priorities = [1, 2, 3, 4, 5] as const
export const priorityLabels: Record<number, string> = {
  1: 'Urgent',
  2: 'High',
  3: 'Normal',
  4: 'Low',
  5: 'Whenever',
}

export type Presence = 'present' | 'away' | 'outside' | 'leave' | 'inactive'
export const presenceLabels: Record<Presence, string> = {
  present: 'At work',
  away: 'Switched to unavailable',
  outside: 'Outside their hours',
  leave: 'On leave',
  inactive: 'Not active yet',
}

/** What the reasons of absence() come to, the one that lasts longest first. */
export function presenceOf(absence: readonly string[]): Presence {
  if (absence.length === 0) return 'present'
  if (absence.includes('not_active')) return 'inactive'
  if (absence.includes('on_leave')) return 'leave'
  if (absence.includes('outside_hours')) return 'outside'
  return 'away'
}
