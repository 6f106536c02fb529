import { amountAt, type Formula } from './amounts'
import type { ClawbackSnapshot, CommissionStatus, Snapshot } from './schema'

export const nextStatuses: Record<CommissionStatus, readonly CommissionStatus[]> = {
  pending: ['approved', 'on_hold', 'rejected', 'reversed'],
  approved: ['paid', 'on_hold', 'reversed'],
  on_hold: ['pending', 'rejected', 'reversed'],
  rejected: [],
  reversed: [],
  paid: [],
}

/** Recomputes an amount from what was recorded at the sale, and from nothing else. */
export const replay = (snapshot: Snapshot) => amountAt(snapshot, snapshot.projectValue)

/**
 * How much of a commission is taken back in all: what it came to less what the net value earns, or
 * everything once the deal is lost. However a sum is split into refunds, the end is the same.
 */
export const clawbackDue = (amount: number, formula: Formula, netValue: number | null) =>
  netValue === null ? amount : amount - amountAt(formula, netValue)

/** The same for a clawback: what is due in all, less what was taken back before it. */
export const replayClawback = (snapshot: ClawbackSnapshot) =>
  snapshot.clawedBackBefore -
  clawbackDue(snapshot.baseAmount, snapshot, snapshot.refundId === null ? null : snapshot.netValue)

/** Why a commission with no amount has no row. */
export const zeroReason = (projectValue: number) =>
  projectValue === 0
    ? 'The deal was won with a value of zero.'
    : 'The commission on this value rounds to zero.'
