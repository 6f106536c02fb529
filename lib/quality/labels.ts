export const verdicts = ['accepted', 'rework'] as const
export type Verdict = (typeof verdicts)[number]
export const verdictLabels: Record<Verdict, string> = {
  accepted: 'Accepted',
  rework: 'To be done over',
}
export const reviewStatuses = ['not_sampled', 'waiting', 'reviewed', 'appealed'] as const
export type ReviewStatus = (typeof reviewStatuses)[number]
export const reviewStatusLabels: Record<ReviewStatus, string> = {
  not_sampled: 'Not in the sample',
  waiting: 'Waits for a review',
  reviewed: 'Reviewed',
  appealed: 'Objected to',
}
export const scoreLabels: Record<number, string> = {
  1: 'Unusable',
  2: 'Poor',
  3: 'Fair',
  4: 'Good',
  5: 'Excellent',
}
export const scores = [1, 2, 3, 4, 5] as const
export const reasonSuggestions = [
  'Wrong data',
  'Proof missing',
  'Playbook not followed',
  'Incomplete',
  'Wrong outcome',
  'Typos',
] as const
