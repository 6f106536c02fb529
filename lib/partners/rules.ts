import { type PartnerStatus, type Tier, type TierProgress, type TierRow, tiers } from './schema'

export const nextStatuses: Record<PartnerStatus, readonly PartnerStatus[]> = {
  active: ['suspended', 'banned', 'inactive'],
  suspended: ['active', 'banned'],
  banned: ['active'],
  inactive: ['active'],
}

export const tierRank = (tier: Tier) => tiers.indexOf(tier)

/** The tier that a number of won deals reaches. */
export const tierFor = (table: readonly TierRow[], deals: number): TierRow | undefined =>
  table
    .filter((row) => row.minDeals <= deals)
    .sort((a, b) => b.minDeals - a.minDeals || tierRank(b.tier) - tierRank(a.tier))[0]

/** How far it is to the next tier above the one in force. */
export function progressOf(
  table: readonly TierRow[],
  standing: { tier: Tier; locked: boolean; deals: number },
): TierProgress {
  const current = table.find((row) => row.tier === standing.tier)
  const next = table
    .filter((row) => tierRank(row.tier) > tierRank(standing.tier))
    .sort((a, b) => a.minDeals - b.minDeals)[0]
  return {
    tier: standing.tier,
    rate: current?.rate ?? '0',
    deals: standing.deals,
    locked: standing.locked,
    next:
      (next && {
        tier: next.tier,
        rate: next.rate,
        minDeals: next.minDeals,
        missing: Math.max(0, next.minDeals - standing.deals),
      }) ||
      null,
  }
}

/** ISO 13616 check digits; only for what claims to be an IBAN by its country prefix. */
export function isValidIban(iban: string): boolean {
  const digits = (iban.slice(4) + iban.slice(0, 4)).replace(/[A-Z]/g, (c) =>
    String(c.charCodeAt(0) - 55),
  )
  let remainder = 0
  for (const digit of digits) remainder = (remainder * 10 + Number(digit)) % 97
  return remainder === 1
}
