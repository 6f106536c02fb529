import { sql } from 'kysely'
import type { Db } from '../db/with-actor'
import type { Settings, TierTable } from './schema'

export const findSettings = (db: Db, workspaceId: string): Promise<Settings> =>
  db
    .selectFrom('workspaces')
    .select([
      'slug',
      'name',
      'timezone',
      'currency',
      'programmeTerms',
      'acceptsApplications',
      'minimumPayout',
      'payoutApprovalThreshold',
      'updatedAt',
    ])
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()

/** The newest version of the tier table, from the lowest tier up. */
export async function currentTiers(db: Db): Promise<TierTable> {
  const { rows } = await sql<TierTable>`
    select t.version, max(t.effective_from) as effective_from,
      jsonb_agg(jsonb_build_object('tier', t.tier, 'minDeals', t.min_deals, 'rate', t.rate::text)
        order by tier_rank(t.tier)) as tiers
    from partner_tiers t
    where t.version = (select max(version) from partner_tiers)
    group by t.version`.execute(db)
  return rows[0] ?? { version: 0, effectiveFrom: new Date(0), tiers: [] }
}
