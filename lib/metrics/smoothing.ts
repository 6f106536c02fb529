/** Forecasting of evenly spaced values: a seasonal-naive baseline and Holt-Winters. Pure. */

export type Method = 'seasonal-naive' | 'holt-winters' | 'mean'
type Forecaster = (past: readonly number[], horizon: number) => number[]

/** What was a season ago; without a season, the last value. */
export const seasonalNaive =
  (season: number): Forecaster =>
  (past, horizon) =>
    Array.from({ length: horizon }, (_, ahead) => {
      const back = season - (ahead % season)
      return past[past.length - back] ?? past.at(-1) ?? 0
    })

type Parameters = { alpha: number; beta: number; gamma: number }

/** The trend of a forecast fades, as it does in the world (Gardner and McKenzie, 1985). */
const damping = 0.9

const average = (values: readonly number[]) =>
  values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : 0

/** One pass over the past with additive season and damped trend; answers the squared one-step error and the end state. */
function smooth(past: readonly number[], season: number, { alpha, beta, gamma }: Parameters) {
  const seasonal = season > 1
  const first = past.slice(0, season)
  const second = past.slice(season, 2 * season)
  let level = average(first)
  let trend =
    second.length === season
      ? (average(second) - level) / season
      : (past[1] ?? level) - (past[0] ?? level)
  if (!seasonal) level = past[0] ?? 0
  const indices = seasonal ? first.map((value) => value - level) : [0]
  let error = 0
  for (let at = seasonal ? season : 1; at < past.length; at++) {
    const value = past[at] as number
    const place = at % season
    const index = indices[place] ?? 0
    error += (value - (level + damping * trend + index)) ** 2
    const before = level
    level = alpha * (value - index) + (1 - alpha) * (level + damping * trend)
    trend = beta * (level - before) + (1 - beta) * damping * trend
    if (seasonal) indices[place] = gamma * (value - level) + (1 - gamma) * index
  }
  return { error, level, trend, indices }
}

const grid = [0.05, 0.2, 0.4, 0.7]

/** Holt-Winters with the parameters that would have erred least one step ahead. */
export const holtWinters =
  (season: number): Forecaster =>
  (past, horizon) => {
    let best: ReturnType<typeof smooth> | undefined
    for (const alpha of grid)
      for (const beta of [0, 0.05, 0.2])
        for (const gamma of season > 1 ? [0.05, 0.2, 0.5] : [0]) {
          const tried = smooth(past, season, { alpha, beta, gamma })
          if (!best || tried.error < best.error) best = tried
        }
    if (!best) return []
    const { level, trend, indices } = best
    let reach = 0
    return Array.from({ length: horizon }, (_, ahead) => {
      reach += damping ** (ahead + 1)
      return level + reach * trend + (indices[(past.length + ahead) % season] ?? 0)
    })
  }

/** The forecasts that each origin in the past would have made, with what came. */
function backtest(
  values: readonly number[],
  forecaster: Forecaster,
  horizon: number,
  origins: number,
) {
  const misses: number[][] = Array.from({ length: horizon }, () => [])
  for (let origin = values.length - origins; origin < values.length; origin++) {
    const made = forecaster(values.slice(0, origin), Math.min(horizon, values.length - origin))
    made.forEach((value, ahead) => {
      misses[ahead]?.push((values[origin + ahead] as number) - value)
    })
  }
  return misses
}

const meanAbsolute = (misses: readonly number[][]) => average(misses.flat().map(Math.abs))

/** The value below which such a share of the values lies, by linear interpolation. */
function quantile(values: readonly number[], share: number) {
  const sorted = [...values].sort((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const low = sorted[Math.floor(place)] ?? 0
  return low + (place - Math.floor(place)) * ((sorted[Math.ceil(place)] ?? low) - low)
}

/** The share of outcomes that the band is made to hold. */
export const coverage = 0.9
/** Fewer values than this cannot be tested. */
export const fewest = 8

export type Forecast = {
  method: Method
  values: { value: number; low: number; high: number }[]
  error: number | null
  baselineError: number | null
}

/**
 * Forecasts by whichever would have erred less in a backtest with rolling origin: the seasonal-naive
 * baseline or Holt-Winters. The band is as wide as nine in ten of the errors of that backtest, and
 * never narrower further ahead. Nothing forecast here can be negative.
 */
export function forecast(values: readonly number[], season: number, horizon: number): Forecast {
  const period = season > 1 && values.length >= 2 * season + 4 ? season : 1
  if (values.length < fewest) {
    const value = average(values)
    const width = values.length > 1 ? Math.max(...values) - Math.min(...values) : value
    const band = { value, low: Math.max(0, value - width), high: value + width }
    return {
      method: 'mean',
      values: Array.from({ length: horizon }, () => band),
      error: null,
      baselineError: null,
    }
  }
  const origins = Math.min(12, Math.floor(values.length / 3), values.length - 2 * period)
  const candidates = [
    { method: 'seasonal-naive' as const, forecaster: seasonalNaive(period) },
    { method: 'holt-winters' as const, forecaster: holtWinters(period) },
  ].map((one) => ({ ...one, misses: backtest(values, one.forecaster, horizon, origins) }))
  const [naive, smoothed] = candidates as [(typeof candidates)[0], (typeof candidates)[0]]
  const baselineError = meanAbsolute(naive.misses)
  const best = meanAbsolute(smoothed.misses) < baselineError ? smoothed : naive
  const pooled = best.misses.flat().map(Math.abs)
  let width = 0
  return {
    method: best.method,
    error: meanAbsolute(best.misses),
    baselineError,
    values: best.forecaster(values, horizon).map((made, ahead) => {
      const own = (best.misses[ahead] ?? []).map(Math.abs)
      width = Math.max(width, quantile(own.length >= 5 ? own : pooled, coverage))
      const value = Math.max(0, made)
      return { value, low: Math.max(0, value - width), high: value + width }
    }),
  }
}
