import { variance } from 'simple-statistics'

type Month = { month: string; offset: number; revenue: number }
type Cohort = { month: string; size: number; age: number }
type CurvePoint = {
  month: number
  /** Average of this month alone, and up to and with it. */
  mean: number
  total: number
  partners: number
  /** Variance of the mean. */
  uncertainty: number
}

/** Fewer partners than this make no average worth showing. */
const fewest = 5
export const longest = 36

/**
 * What a partner brings in each month of their time: the average over the cohorts that have lived
 * that month to its end, weighted by size, and how uncertain it is from how cohorts differ.
 */
export function curveOf(months: readonly Month[], cohorts: readonly Cohort[]): CurvePoint[] {
  const curve: CurvePoint[] = []
  let total = 0
  for (let month = 0; month < longest; month++) {
    const old = cohorts.filter(({ age }) => age > month)
    const partners = old.reduce((sum, { size }) => sum + size, 0)
    if (partners === 0) break
    const revenueOf = (cohort: Cohort) =>
      months.find((one) => one.month === cohort.month && one.offset === month)?.revenue ?? 0
    const mean = old.reduce((sum, cohort) => sum + revenueOf(cohort), 0) / partners
    total += mean
    // Cohorts are averages of their partners, so each stands for as many observations as it has partners.
    const spread =
      old.length > 1
        ? variance(
            old.map((cohort) => (revenueOf(cohort) - mean * cohort.size) / Math.sqrt(cohort.size)),
          )
        : mean * mean
    curve.push({ month, mean, total, partners, uncertainty: spread / partners })
  }
  return curve
}

/** The value at the greatest age that enough partners have reached, with its 95 % interval; null when too few. */
export function project(curve: readonly CurvePoint[]) {
  const solid = curve.filter(({ partners }) => partners >= fewest)
  const last = solid.at(-1)
  if (!last) return null
  const deviation = Math.sqrt(solid.reduce((sum, { uncertainty }) => sum + uncertainty, 0))
  return {
    value: last.total,
    low: last.total - 1.96 * deviation,
    high: last.total + 1.96 * deviation,
    months: solid.length,
  }
}
