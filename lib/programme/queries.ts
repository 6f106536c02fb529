import { sql } from 'kysely'
import type { Db } from '../db/with-actor'
import type { Campaign, ProgrammeVersion, RewardRule, Terms } from './schema'

const termsColumns = sql`
  v.version, v.effective_from, v.minimum_payout, v.payout_approval_threshold,
  (select jsonb_agg(jsonb_build_object('tier', t.tier, 'minDeals', t.min_deals, 'rate', t.rate::text, 'holdDays', t.hold_days)
      order by t.min_deals, tier_rank(t.tier))
    from partner_tiers t where t.workspace_id = v.workspace_id and t.version = v.version) as tiers,
  coalesce((select jsonb_agg(r.definition || jsonb_build_object('ruleId', r.rule_id, 'name', r.name) order by r.position)
    from reward_rules r where r.workspace_id = v.workspace_id and r.version = v.version), '[]') as rules`

export type TermsAt = Terms & { version: number; effectiveFrom: Date }

/** The rules in force at a time; before the first version began, that one. */
export async function termsAt(db: Db, workspaceId: string, at: Date): Promise<TermsAt> {
  const { rows } = await sql<TermsAt>`
    select ${termsColumns} from programme_versions v
    where v.workspace_id = ${workspaceId}::uuid
      and v.version = programme_version_at(${workspaceId}::uuid, ${at}::timestamptz)`.execute(db)
  return (
    rows[0] ?? {
      version: 0,
      effectiveFrom: new Date(0),
      tiers: [],
      rules: [],
      minimumPayout: 0,
      payoutApprovalThreshold: 0,
    }
  )
}

/** Every version, newest first. */
export async function listVersions(
  db: Db,
  workspaceId: string,
  now: Date,
): Promise<ProgrammeVersion[]> {
  const { rows } = await sql<Omit<ProgrammeVersion, 'state'> & { inForce: number }>`
    select ${termsColumns}, v.note, v.created_at, v.withdrawn_at,
      (select coalesce(nullif(u.name, ''), u.email) from users u where u.id = v.created_by) as created_by_name,
      programme_version_at(${workspaceId}::uuid, ${now}::timestamptz) as in_force
    from programme_versions v where v.workspace_id = ${workspaceId}::uuid
    order by v.version desc limit 200`.execute(db)
  return rows.map(({ inForce, ...row }) => ({
    ...row,
    state: row.withdrawnAt
      ? 'withdrawn'
      : row.version === inForce
        ? 'in_force'
        : row.version > inForce
          ? 'scheduled'
          : 'past',
  }))
}

export const listCampaigns = (db: Db): Promise<Campaign[]> =>
  db.selectFrom('campaigns').select(['id', 'name']).orderBy('name').limit(500).execute()

const monthsOf = { month: 1, quarter: 3, year: 12 }

/**
 * What a partner got from a capped rule in the calendar period of a closing time, in minor units of the
 * rule's currency: all parts of the partner's own deals, what was rejected or reversed left out. A deal
 * that closed a moment later counts too, if it was won first.
 */
export async function usedOfCap(
  db: Db,
  rule: RewardRule,
  { partnerId, at }: { partnerId: string; at: Date },
): Promise<number> {
  if (!rule.cap) return 0
  const zone = sql`(select w.timezone from workspaces w where w.id = (select app_workspace_id()))`
  const { rows } = await sql<{ used: number }>`
    select coalesce(sum(c.commission_amount), 0)::bigint as used
    from commissions c
    where c.workspace_id = (select app_workspace_id()) and c.kind = 'bonus' and c.rule_id = ${rule.ruleId}::uuid
      and c.status not in ('rejected', 'reversed')
      and c.earned_at >= date_trunc(${rule.cap.period}::text, ${at}::timestamptz, ${zone})
      and c.earned_at < (date_trunc(${rule.cap.period}::text, ${at}::timestamptz at time zone ${zone})
        + make_interval(months => ${monthsOf[rule.cap.period]})) at time zone ${zone}
      and (select l.partner_id from client_leads l where l.id = c.client_lead_id) = ${partnerId}::uuid`.execute(
    db,
  )
  return rows[0]?.used ?? 0
}
