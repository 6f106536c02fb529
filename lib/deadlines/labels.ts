export const assignmentModes = ['off', 'round_robin', 'balanced', 'best_match'] as const
export type AssignmentMode = (typeof assignmentModes)[number]
export const assignmentModeLabels: Record<AssignmentMode, string> = {
  off: 'Off',
  round_robin: 'In turn',
  balanced: 'Balanced',
  best_match: 'Best match',
}
export const assignmentModeHints: Record<AssignmentMode, string> = {
  off: 'People take the next task themselves.',
  round_robin: 'To whoever waited longest since their last one.',
  balanced: 'To whoever has most room left.',
  best_match: 'All open tasks and all present people are matched at once.',
}

/** Of priorities 1 to 5. */
export const priorityLabels = ['Urgent', 'High', 'Normal', 'Low', 'Whenever'] as const
