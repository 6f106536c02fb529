const fixed: Record<string, string> = {
  not_active: 'is not active',
  unavailable: 'is switched to unavailable',
  outside_hours: 'is outside their working hours',
  on_leave: 'is on leave',
  declined: 'has declined it',
  skipped: 'has skipped it, or lost it to a supervisor, a moment ago',
  full: 'has no room for it',
}

/** A reason of the rules in prisma/objects/92-routing.sql, as the end of a sentence about a person. */
export function refusalWords(reason: string): string {
  const [kind = '', what = ''] = reason.split(':')
  if (kind === 'skill') return `lacks the skill ${what}, or its level`
  if (kind === 'language') return `does not speak ${what}`
  return fixed[kind] ?? kind
}

const why: Record<string, string> = {
  escalated: 'It was escalated.',
  late: 'Its time has run out.',
  due_soon: 'It is due soon.',
  assigned: 'It was assigned to you.',
  yours_before: 'You had it before.',
  speciality: 'It is your speciality.',
  same_directory: 'Your last one was for the same directory.',
  same_customer: 'Your last one was for the same customer.',
  due_first: 'Of what you can do, it is due first.',
  picked: 'You picked it.',
}

/** Why claim_action() has chosen an action, in sentences. */
export const choiceWords = (reasons: readonly string[]): string =>
  reasons.map((reason) => why[reason] ?? reason).join(' ')
