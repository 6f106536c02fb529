import type { BatchStatus } from './labels'

/** From which states a batch may be steered, and what to call the state it would be in. */
export const steps = {
  pause: { from: ['pending', 'processing'], to: 'paused' },
  resume: { from: ['paused'], to: 'processing' },
  cancel: { from: ['pending', 'processing', 'paused'], to: 'cancelled' },
} as const satisfies Record<string, { from: readonly BatchStatus[]; to: BatchStatus }>
export type Step = keyof typeof steps

export const may = (step: Step, status: BatchStatus) =>
  (steps[step].from as readonly BatchStatus[]).includes(status)

/**
 * The share of submissions that a directory is expected to approve, 0 to 1: what was seen, drawn
 * towards four submissions of which three were approved while little was seen (the mean of a Beta
 * distribution with that prior).
 */
export const expectedApproval = ({ approved, rejected }: { approved: number; rejected: number }) =>
  (approved + 3) / (approved + rejected + 4)

/** Seconds that one submission takes a worker, while nothing better is known. */
export const usualSeconds = { api: 5, headless_browser: 60, chrome_extension: 120, manual: 900 }

/**
 * How long the work takes, in seconds: lanes work side by side, and none takes less than its longest
 * piece.
 */
export function workSeconds(pieces: readonly number[], lanes: number): number {
  const total = pieces.reduce((sum, piece) => sum + piece, 0)
  return Math.ceil(Math.max(total / lanes, ...pieces, 0))
}
