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
