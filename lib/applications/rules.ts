import type { ApplicationStatus } from './schema'

const nextStatuses: Record<ApplicationStatus, readonly ApplicationStatus[]> = {
  pending: ['under_review', 'approved', 'rejected'],
  under_review: ['approved', 'rejected'],
  approved: [],
  rejected: ['pending'],
}

export const isReviewable = (status: ApplicationStatus) => nextStatuses[status].includes('approved')

/** Days after a rejection before the same e-mail may apply again; submit_application() keeps to it too. */
export const reapplyDays = 30

const day = 86_400_000

/**
 * Whether the time in an id of version 7 is near: a tab may stay open for a month, and a clock be a
 * day ahead. Older ids are made up, or from a clock that says nothing.
 */
export function isTimely(id: string, now: Date): boolean {
  const age = now.getTime() - Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
  return age < 31 * day && age > -day
}
