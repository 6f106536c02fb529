import { sql } from 'kysely'
import type { CommandContext } from '../../api/context'
import { actorName } from '../../auth/actor'
import type { Confirmed } from '../kind'
import { rateAt } from './plan'

export type Placed = { rowNo: number; leadId: string; position: string }

/**
 * Writes leads, their history, commissions and events of some planned rows in one statement, so
 * that a row is imported with all of it or not at all.
 */
export async function writeLeads(
  { db, actor, now }: CommandContext,
  { id, source, confirmedAt, mapping: { alreadyPaid } }: Confirmed,
  rows: readonly Placed[],
) {
  const tenant = sql`${actor.workspace.id}::uuid`
  const at = sql`${now}::timestamptz`
  const usual = sql`${confirmedAt}::timestamptz`
  const who = sql`${actor.userId}::uuid`
  const name = actorName(actor)
  await sql`
    with chunk as (
      select k.row_no, k.lead_id, k.position, r.partner_id, r.deals_before, p.status as partner_status,
        case when p.tier_locked then p.tier end as locked_tier,
        coalesce(d."createdAt", ${usual}) as registered_at,
        case when d.status in ('closed_won', 'closed_lost') then coalesce(d."closedAt", ${usual}) end as ended_at, d.*
      from unnest(${rows.map(({ rowNo }) => rowNo)}::int[], ${rows.map(({ leadId }) => leadId)}::uuid[],
        ${rows.map(({ position }) => position)}::text[]) as k(row_no, lead_id, position)
      join import_rows r on r.import_id = ${id}::uuid and r.row_no = k.row_no
      join partners p on p.id = r.partner_id
      cross join lateral jsonb_to_record(r.parsed) as d("businessName" text, "clientName" text, "clientEmail" text,
        "clientPhone" text, website text, description text, status text, value bigint, currency text,
        "createdAt" timestamptz, "closedAt" timestamptz, "expectedCloseOn" date, "lostReason" text,
        "externalId" text, source text)
    ),
    priced as (
      select c.*, t.tier, t.rate, t.version, round(c.value * t.rate / 100)::bigint as amount
      from chunk c
      left join ${rateAt(tenant, sql`c.status = 'closed_won'`, sql`c.locked_tier`, sql`c.deals_before`, sql`c.ended_at`)} t on true
    ),
    leads as (
      insert into client_leads (id, workspace_id, partner_id, client_name, client_email, client_phone, business_name,
        website, project_description, estimated_value, project_value, currency, source, status, lost_reason,
        zero_commission_reason, expected_close_on, stage_entered_at, closed_at, close_no, position, origin,
        external_source, external_id, import_id, created_at)
      select lead_id, ${tenant}, partner_id, "clientName", "clientEmail", "clientPhone", "businessName",
        website, description, value, case when status = 'closed_won' then value end, currency, source, status, "lostReason",
        case when value = 0 and status = 'closed_won' then 'The deal was won with a value of zero.'
          when amount = 0 then 'The commission on this value rounds to zero.' end,
        "expectedCloseOn", coalesce(ended_at, registered_at), ended_at, case when status = 'closed_won' then 1 else 0 end,
        position, 'import', case when "externalId" is not null then ${source} end, "externalId", ${id}::uuid, registered_at
      from priced
    ),
    history as (
      insert into lead_stage_history (workspace_id, client_lead_id, to_status, reason, actor_user_id, actor_name, created_at)
      select ${tenant}, lead_id, status, coalesce("lostReason", 'Imported'), ${who}, ${name},
        coalesce(ended_at, registered_at) from priced
    ),
    earned as (
      insert into commissions (workspace_id, partner_id, client_lead_id, close_no, project_value, commission_rate,
        commission_amount, currency, tier_at_sale, rule_version, snapshot, origin, status, reason, earned_at, paid_at, imported_by, created_at)
      select ${tenant}, partner_id, lead_id, 1, value, rate, amount, currency, tier, version,
        jsonb_build_object('tier', tier, 'tierVersion', version, 'rate', rate::text, 'dealsBefore', deals_before,
          'projectValue', value, 'currency', currency, 'rounding', 'half away from zero'),
        'import',
        case when ${alreadyPaid}::boolean then 'paid' when partner_status = 'active' then 'pending' else 'on_hold' end,
        case when not ${alreadyPaid}::boolean and partner_status <> 'active' then format('The partner is %s.', partner_status) end,
        ended_at, case when ${alreadyPaid}::boolean then ended_at end, ${who}, ${at}
      from priced where status = 'closed_won' and amount <> 0
    ),
    happened as (
      insert into events (workspace_id, type, subject_type, subject_id, partner_id, actor_user_id, actor_name, data, created_at)
      select ${tenant}, 'lead.imported', 'lead', lead_id, partner_id, ${who}, ${name},
        jsonb_build_object('importId', ${id}::text, 'row', row_no), ${at} from priced
    )
    update import_rows r set status = 'imported', client_lead_id = c.lead_id
    from chunk c where r.import_id = ${id}::uuid and r.row_no = c.row_no and r.status = 'good'`.execute(
    db,
  )
}
