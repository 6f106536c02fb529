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
