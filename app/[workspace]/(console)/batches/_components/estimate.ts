import { usualSeconds, workSeconds } from '@/lib/batches/rules'
import type { Candidate, Preview } from '@/lib/batches/schema'

/** Submissions that are worked side by side while a batch has no limit of its own. */
const usualLanes = 4

/** What a choice costs and brings, from what is known of its directories. */
export function estimate(
  chosen: readonly Candidate[],
  { ahead }: Pick<Preview, 'ahead'>,
  maxConcurrentItems: number | null = null,
) {
  const methods = [...new Set(chosen.map(({ method }) => method))]
  const lanes = Math.min(usualLanes, maxConcurrentItems ?? usualLanes)
  const work = methods.map((method) => {
    const own = chosen.filter((one) => one.method === method).map(() => usualSeconds[method])
    return workSeconds(own, lanes) + ((ahead[method] ?? 0) * usualSeconds[method]) / usualLanes
  })
  const days = chosen.flatMap(({ approvalDays }) => approvalDays ?? []).sort((a, b) => a - b)
  return {
    credits: chosen.reduce((sum, one) => sum + one.credits, 0),
    /** Milliseconds, in whole minutes, until the last is submitted; methods are worked side by side. */
    duration: Math.ceil(Math.max(0, ...work) / 60) * 60_000,
    approvals: chosen.reduce((sum, one) => sum + one.expectedApproval, 0) / 100,
    /** Within so many days half of the answers are expected; null while nothing is known. */
    days: days[Math.ceil(days.length / 2) - 1] ?? null,
  }
}
