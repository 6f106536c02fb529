import { sql } from 'kysely'
import type { Db } from '../db/with-actor'
import type { TierRow } from './schema'

/** The tier table in force at a time, lowest tier first; before the first version, that one. */
export async function tierTable(
  db: Db,
  workspaceId: string,
  at: Date,
): Promise<{ version: number; rows: TierRow[] }> {
  const { rows } = await sql<TierRow & { version: number }>`
    select version, tier, min_deals, rate::text as rate from partner_tiers
    where workspace_id = ${workspaceId}::uuid
      and version = programme_version_at(${workspaceId}::uuid, ${at}::timestamptz)
    order by min_deals, tier_rank(tier)`.execute(db)
  return {
    version: rows[0]?.version ?? 0,
    rows: rows.map(({ tier, minDeals, rate }) => ({ tier, minDeals, rate })),
  }
}
