import { sql } from 'kysely'
import type { CommandContext } from '../api/context'
import { recordMany } from '../events/record'

type Restored = { id: string; partnerId: string; status: string; amount: number; currency: string }

/**
 * Puts commissions back where an operation found them. Held or rejected goes by way of pending, and
 * what had been approved is approved again by whom and when it was.
 */
export async function restoreCommissions(ctx: CommandContext, operationId: string) {
  const { db, now } = ctx
  await sql`
    with mine as materialized (
      select c.id, c.status, c.reason, c.status_changed_at, c.workspace_id, c.partner_id, c.client_lead_id, c.close_no,
        r.before, r.after, p.status as partner_status, l.status as lead_status, l.close_no as lead_close_no
      from operation_rows r
      join commissions c on c.id = r.row_id
      join partners p on p.id = c.partner_id
      join client_leads l on l.id = c.client_lead_id
      where r.operation_id = ${operationId}::uuid and r.table_name = 'commissions'
      order by c.id for no key update of c
    )
    update operation_rows r set skipped = w.why, restored = w.why is null
    from (select m.id, case
      when m.status <> m.after->>'status' or m.reason is distinct from m.after->>'reason'
        or m.status_changed_at is distinct from (m.after->>'statusChangedAt')::timestamptz then 'It was changed since.'
      when m.before->>'status' <> 'on_hold' and m.partner_status in ('suspended','banned')
        then format('Its partner is %s.', m.partner_status)
      when m.before->>'status' <> 'on_hold' and exists (select 1 from risk_flags f where f.workspace_id = m.workspace_id
        and f.client_lead_id = m.client_lead_id and f.partner_id = m.partner_id and f.status = 'open') then 'An open risk flag holds it.'
      when m.status = 'rejected' and (m.lead_status <> 'closed_won' or m.lead_close_no <> m.close_no or exists (
        select 1 from lead_refunds x where x.workspace_id = m.workspace_id and x.client_lead_id = m.client_lead_id
          and x.close_no = m.close_no and x.refunded_at >= m.status_changed_at)) then 'Its deal has changed since.'
      end as why from mine m) w
    where r.operation_id = ${operationId}::uuid and r.table_name = 'commissions' and r.row_id = w.id`.execute(
    db,
  )
  const back = sql`operation_rows r where r.operation_id = ${operationId}::uuid and r.table_name = 'commissions'
    and r.restored and c.id = r.row_id`
  await sql`
    update commissions c set status = case r.before->>'status' when 'on_hold' then 'on_hold' else 'pending' end,
      reason = r.before->>'reason', status_changed_at = ${now}::timestamptz, approved_by = null, approved_at = null
    from ${back} and c.status <> r.before->>'status'`.execute(db)
  await sql`
    update commissions c set status = 'approved', approved_by = (r.before->>'approvedBy')::uuid,
      approved_at = (r.before->>'approvedAt')::timestamptz, status_changed_at = ${now}::timestamptz
    from ${back} and r.before->>'status' = 'approved'`.execute(db)
  const { rows } = await sql<Restored>`
    select c.id, c.partner_id, c.status, c.commission_amount as amount, c.currency from commissions c, ${back}`.execute(
    db,
  )
  await recordMany(
    ctx,
    rows.map(({ id, partnerId, status, amount, currency }) => ({
      type: 'commission.restored' as const,
      subject: { type: 'commission' as const, id },
      partnerId,
      data: { operationId, status, amount, currency },
    })),
  )
}
