import type { ClawbackSnapshot, CommissionStatus, Snapshot } from './schema'

export const nextStatuses: Record<CommissionStatus, readonly CommissionStatus[]> = {
  pending: ['approved', 'on_hold', 'rejected', 'reversed'],
  approved: ['paid', 'on_hold', 'reversed'],
  on_hold: ['pending', 'rejected', 'reversed'],
  rejected: [],
  reversed: [],
  paid: [],
}

/**
 * round(projectValue × rate / 100), half away from zero, in minor units; exact, because the rate
 * is taken as hundredths of a percent. The same formula stands as a CHECK on the table.
 */
export function commissionAmount(projectValue: number, rate: string): number {
  const [whole = '0', decimals = ''] = rate.split('.')
  const hundredths = BigInt(whole) * 100n + BigInt(decimals.padEnd(2, '0'))
  const product = BigInt(projectValue) * hundredths
  const magnitude = ((product < 0n ? -product : product) + 5_000n) / 10_000n
  return Number(product < 0n ? -magnitude : magnitude)
}

/** Recomputes an amount from what was recorded at the sale, and from nothing else. */
export const replay = (snapshot: Snapshot) => commissionAmount(snapshot.projectValue, snapshot.rate)

/**
 * How much of a commission is taken back in all once a deal is worth less: the amount less what the
 * net value would have earned. However a sum is split into refunds, the end is the same.
 */
export const clawbackDue = (amount: number, rate: string, netValue: number) =>
  amount - commissionAmount(netValue, rate)

/** The same for a clawback: what is due in all, less what was taken back before it. */
export const replayClawback = (snapshot: ClawbackSnapshot) =>
  snapshot.clawedBackBefore - clawbackDue(snapshot.baseAmount, snapshot.rate, snapshot.netValue)

/** Why a commission with no amount has no row. */
export const zeroReason = (projectValue: number) =>
  projectValue === 0
    ? 'The deal was won with a value of zero.'
    : 'The commission on this value rounds to zero.'
