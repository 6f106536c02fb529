import { sql } from 'kysely'
import type { Db } from '../db/with-actor'
import { meant, type Which } from './which'

const sentences = {
  beneficiary: 'You cannot approve what pays you.',
  second: 'A payout of this size needs a second person to approve it.',
  delegation: 'A manager approves payouts only while an owner or admin has delegated it to them.',
  delegated: 'Whoever delegated this to you, or you yourself, made this payout or is paid by it.',
} as const

type Asked = { id: string; obstacle: keyof typeof sentences | null; delegationId: string | null }

/**
 * Whether a person may approve payouts, and under which delegation. Owners and admins approve by
 * themselves; a manager needs a delegation that holds now, of somebody who has no part in the payout.
 */
export async function approvability(
  db: Db,
  which: Which,
  { userId, now }: { userId: string; now: Date },
): Promise<Map<string, { obstacle: string | null; delegationId: string | null }>> {
  const { rows } = await sql<Asked>`
    with me as (
      select m.role from memberships m where m.user_id = ${userId}::uuid and m.status = 'active'
        and m.workspace_id = (select app_workspace_id())
    ), given as (
      select d.id, d.from_user_id from approval_delegations d
      join memberships m on m.workspace_id = d.workspace_id and m.user_id = d.from_user_id and m.status = 'active'
        and m.role in ('owner', 'admin')
      where d.to_user_id = ${userId}::uuid and d.revoked_at is null and d.starts_at <= ${now}::timestamptz
        and d.ends_at > ${now}::timestamptz
    )
    select y.id, fitting.id as delegation_id, case
      when p.user_id = ${userId}::uuid then 'beneficiary'
      when (select role from me) in ('owner', 'admin') then
        case when y.created_by = ${userId}::uuid
          and over_approval_threshold(y.workspace_id, y.amount, y.currency, y.created_at) then 'second' end
      when not exists (select 1 from given) then 'delegation'
      when fitting.id is null then 'delegated' end as obstacle
    from payouts y
    join partners p on p.workspace_id = y.workspace_id and p.id = y.partner_id
    left join lateral (
      select g.id from given g
      where (select role from me) = 'manager' and y.created_by not in (g.from_user_id, ${userId}::uuid)
        and p.user_id is distinct from g.from_user_id
      order by g.id limit 1) fitting on true
    where ${meant(which)}`.execute(db)
  return new Map(
    rows.map(({ id, obstacle, delegationId }) => [
      id,
      { obstacle: obstacle && sentences[obstacle], delegationId },
    ]),
  )
}
