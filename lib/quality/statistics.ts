/** A pair of scores that two people gave to the same thing. */
export type Pair = readonly [first: number, second: number]

/**
 * Agreement of two raters beyond chance: κ = (p_o − p_e) / (1 − p_e). J. Cohen, “A coefficient of
 * agreement for nominal scales”, Educational and Psychological Measurement 20 (1960). Weighted, near
 * misses count in part: squared distance, as in Cohen, “Weighted kappa”, Psychological Bulletin 70
 * (1968). Null without pairs, or when chance alone would agree always.
 */
export function cohensKappa(
  pairs: readonly Pair[],
  { categories, weighted = false }: { categories: readonly number[]; weighted?: boolean },
): number | null {
  if (pairs.length === 0) return null
  const most = (categories.length - 1) ** 2
  const off = (a: number, b: number) => (weighted ? (a - b) ** 2 / most : a === b ? 0 : 1)
  const share = (side: 0 | 1, category: number) =>
    pairs.filter((pair) => pair[side] === category).length / pairs.length
  const index = new Map(categories.map((category, at) => [category, at]))
  const seen =
    pairs.reduce((sum, [a, b]) => sum + off(index.get(a) ?? 0, index.get(b) ?? 0), 0) / pairs.length
  let chance = 0
  for (const [i, a] of categories.entries())
    for (const [j, b] of categories.entries()) chance += share(0, a) * share(1, b) * off(i, j)
  return chance === 0 ? null : 1 - seen / chance
}

/** In words, by the steps of J. Landis and G. Koch, Biometrics 33 (1977). */
export function agreementWords(kappa: number): string {
  if (kappa < 0) return 'less than chance'
  if (kappa <= 0.2) return 'slight'
  if (kappa <= 0.4) return 'fair'
  if (kappa <= 0.6) return 'moderate'
  if (kappa <= 0.8) return 'substantial'
  return 'almost perfect'
}

/**
 * Between which shares the true one lies, at 95 % by default: the score interval of E. B. Wilson,
 * “Probable inference”, Journal of the American Statistical Association 22 (1927), without continuity
 * correction. Null of nothing.
 */
export function wilsonInterval(
  successes: number,
  of: number,
  z = 1.959963984540054,
): { low: number; high: number } | null {
  if (of === 0) return null
  const share = successes / of
  const z2 = z * z
  const centre = share + z2 / (2 * of)
  const reach = z * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of))
  const scale = 1 + z2 / of
  return {
    low: successes === 0 ? 0 : Math.max(0, (centre - reach) / scale),
    high: successes === of ? 1 : Math.min(1, (centre + reach) / scale),
  }
}
