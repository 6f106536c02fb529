const fixed: Record<string, string> = {
  not_active: 'is not active',
  unavailable: 'is switched to unavailable',
  outside_hours: 'is outside their working hours',
  on_leave: 'is on leave',
  declined: 'has declined it',
  skipped: 'has skipped it a moment ago',
  full: 'has no room for it',
}

/** A reason of the rules in prisma/objects/92-routing.sql, as the end of a sentence about a person. */
export function refusalWords(reason: string): string {
  const [kind = '', what = ''] = reason.split(':')
  if (kind === 'skill') return `lacks the skill ${what}, or its level`
  if (kind === 'language') return `does not speak ${what}`
  return fixed[kind] ?? kind
}
