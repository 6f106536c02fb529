/**
 * The formulas of commissions, in whole minor units. The database knows the same ones
 * (prisma/objects/75-rules.sql) and refuses a row that does not follow them.
 */

/** Of a bonus: what it gives, and how much was left under its cap when the deal was won. */
export type Reward =
  | { type: 'percent'; capLeft: number | null }
  | { type: 'fixed'; amount: number; capLeft: number | null }

/** What an amount follows from: a base commission has no reward, an unshared one no shares. */
export type Formula = {
  projectValue: number
  /** Percent, at most two decimals; "0" when the reward is fixed. */
  rate: string
  reward?: Reward | undefined
  /** Hundredths of a percent, adding up to 10,000; the part asked for is number `shareNo`, from 0. */
  shares?: readonly number[] | undefined
  shareNo?: number | undefined
}

/**
 * round(projectValue × rate / 100), half away from zero; exact, because the rate is taken as
 * hundredths of a percent.
 */
export function commissionAmount(projectValue: number, rate: string): number {
  const [whole = '0', decimals = ''] = rate.split('.')
  const hundredths = BigInt(whole) * 100n + BigInt(decimals.padEnd(2, '0'))
  const product = BigInt(projectValue) * hundredths
  const magnitude = ((product < 0n ? -product : product) + 5_000n) / 10_000n
  return Number(product < 0n ? -magnitude : magnitude)
}

/** A whole line of a deal at a net value; what is fixed or capped shrinks in proportion. */
export function lineAmount({ projectValue, rate, reward }: Formula, netValue: number): number {
  const uncapped = reward?.type === 'fixed' ? reward.amount : commissionAmount(projectValue, rate)
  const full = Math.min(uncapped, reward?.capLeft ?? uncapped)
  if (netValue === projectValue) return full
  if (reward?.type !== 'fixed' && full === uncapped) return commissionAmount(netValue, rate)
  const value = BigInt(projectValue)
  return Number((2n * BigInt(full) * BigInt(netValue) + value) / (2n * value))
}

/** Divides a total by largest remainder; equal remainders go to the first. */
export function shareOut(total: number, shares: readonly number[]): number[] {
  const exact = shares.map((bps) => BigInt(total) * BigInt(bps))
  const parts = exact.map((product) => product / 10_000n)
  const left = Number(BigInt(total) - parts.reduce((sum, part) => sum + part, 0n))
  const remainder = (i: number) => (exact[i] ?? 0n) % 10_000n
  const order = shares.map((_, i) => i).sort((a, b) => Number(remainder(b) - remainder(a)) || a - b)
  const lucky = new Set(order.slice(0, left))
  return parts.map((part, i) => Number(part) + (lucky.has(i) ? 1 : 0))
}

/**
 * Divides what is taken back of a shared total over its parts by Webster's method: more taken in all
 * never takes less of anybody, and taking all takes exactly each part. (Largest remainder could give a
 * partner a cent back when more is refunded.)
 */
export function takeOut(taken: number, parts: readonly number[]): number[] {
  const total = parts.reduce((sum, part) => sum + part, 0)
  if (taken === 0) return parts.map(() => 0)
  const given = parts.map((part) =>
    Math.max(Number((BigInt(part) * BigInt(taken)) / BigInt(total)) - parts.length, 0),
  )
  let left = taken - given.reduce((sum, one) => sum + one, 0)
  for (; left > 0; left--) {
    let best = 0
    // part[i] / (2 · given[i] + 1), compared crosswise to stay exact.
    for (let i = 1; i < parts.length; i++) {
      const mine = BigInt(parts[i] ?? 0) * BigInt(2 * (given[best] ?? 0) + 1)
      const theirs = BigInt(parts[best] ?? 0) * BigInt(2 * (given[i] ?? 0) + 1)
      if (mine > theirs) best = i
    }
    given[best] = (given[best] ?? 0) + 1
  }
  return given
}

/** What a commission comes to at a net value of its deal. */
export function amountAt(formula: Formula, netValue: number): number {
  const line = lineAmount(formula, netValue)
  if (!formula.shares) return line
  const parts = shareOut(lineAmount(formula, formula.projectValue), formula.shares)
  const whole = parts.reduce((sum, part) => sum + part, 0)
  const no = formula.shareNo ?? 0
  return (parts[no] ?? 0) - (takeOut(whole - line, parts)[no] ?? 0)
}
