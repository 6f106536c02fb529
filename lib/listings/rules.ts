import type { CheckOutcome, LinkState, ListingStatus } from './labels'

type Move = { from: readonly ListingStatus[]; to: ListingStatus; verb: string }

/** What people may record about a listing. Before it is submitted it is the queue's. */
export const moves = {
  review: { from: ['submitted'], to: 'under_review', verb: 'marked as under review' },
  approve: { from: ['submitted', 'under_review'], to: 'approved', verb: 'marked as live' },
  reject: {
    from: ['submitted', 'under_review', 'revision_needed'],
    to: 'rejected',
    verb: 'rejected',
  },
  revise: {
    from: ['submitted', 'under_review', 'approved'],
    to: 'revision_needed',
    verb: 'sent back for changes',
  },
  resubmit: { from: ['revision_needed'], to: 'submitted', verb: 'submitted again' },
  expire: { from: ['approved'], to: 'expired', verb: 'marked as expired' },
  remove: { from: ['approved'], to: 'removed', verb: 'marked as gone' },
} as const satisfies Record<string, Move>
export type MoveName = keyof typeof moves

export const allows = (move: MoveName, status: ListingStatus) =>
  (moves[move].from as readonly ListingStatus[]).includes(status)

/** The moves that are open from a status, in the order of a menu. */
export const movesFrom = (status: ListingStatus): MoveName[] =>
  (Object.keys(moves) as MoveName[]).filter((move) => allows(move, status))

/** What is looked at by the clock. */
export const isWatched = (status: ListingStatus) =>
  status === 'approved' || status === 'submitted' || status === 'under_review'

/** So many looks in a row must miss a page, over so many days, before it counts as gone. */
export const missesUntilGone = 3
export const daysUntilGone = 2

const lookAgainDays: Record<CheckOutcome, number> = {
  live: 7,
  nofollow: 7,
  link_missing: 3,
  missing: 1,
  unreachable: 1,
}

/** Days until the next look; a little early or late, so that looks spread out. `roll` is in [0, 1). */
export const daysUntilNextCheck = (outcome: CheckOutcome, live: boolean, roll: number) =>
  (live ? lookAgainDays[outcome] : 3) * (0.9 + roll * 0.2)

const linkWords: Record<LinkState, string> = {
  dofollow: 'live, and its link counts',
  nofollow: 'live, but its link is nofollow',
  ugc: 'live, but its link is marked as user content',
  sponsored: 'live, but its link is marked as paid',
  missing: 'the page is there, but not the link',
}

/** What a look found, in words. */
export function findingWords(outcome: CheckOutcome, link: LinkState | null): string {
  if (outcome === 'missing') return 'the page is gone'
  if (outcome === 'unreachable') return 'the page could not be read'
  return link ? linkWords[link] : 'live'
}
