import { sql } from 'kysely'
import type { CommandContext } from '../../api/context'
import { actorName } from '../../auth/actor'
import { trackingCode } from '../../partners/commands'

type Missing = { id: string; name: string; email: string | null }

/**
 * Locks the partners of some rows, in one order for everybody, and makes those that are missing: partners since the first
 * lead that the file has of them, so that its past is no part of their first month. Nobody is invited. Answers how many
 * were made.
 */
export async function settlePartners(
  ctx: CommandContext,
  importId: string,
  rowNos: readonly number[],
): Promise<number> {
  const { db, now, actor } = ctx
  const ofRows = sql`r.import_id = ${importId}::uuid and r.row_no = any (${rowNos}::int[])`
  await sql`
    select 1 from partners p
    where p.id in (select r.partner_id from import_rows r where ${ofRows})
    order by p.id for update`.execute(db)
  const { rows: missing } = await sql<Missing>`
    select distinct on (r.partner_id) r.partner_id as id, r.parsed->>'partnerName' as name,
      max(r.parsed->>'partnerEmail') over (partition by r.partner_id) as email
    from import_rows r
    where ${ofRows} and not exists (select 1 from partners p where p.id = r.partner_id)
    order by r.partner_id, r.row_no`.execute(db)
  if (missing.length === 0) return 0
  const { rows: made } = await sql<{ id: string }>`
    with began as (
      select r.partner_id, min(least((r.parsed->>'createdAt')::timestamptz, (r.parsed->>'closedAt')::timestamptz)) as at
      from import_rows r
      where r.workspace_id = ${actor.workspace.id}::uuid and r.import_id = ${importId}::uuid
        and r.partner_id = any (${missing.map(({ id }) => id)}::uuid[])
      group by r.partner_id
    ), made as (
      insert into partners (id, workspace_id, name, email, tracking_code, origin, created_at)
      select m.id, ${actor.workspace.id}::uuid, m.name, m.email, m.code, 'import', least(b.at, ${now}::timestamptz)
      from unnest(${missing.map(({ id }) => id)}::uuid[], ${missing.map(({ name }) => name)}::text[],
        ${missing.map(({ email }) => email)}::text[], ${missing.map(trackingCode)}::text[]) as m(id, name, email, code)
      left join began b on b.partner_id = m.id
      on conflict (workspace_id, email) do nothing
      returning id
    ), joined as (
      insert into partner_tier_history (workspace_id, partner_id, to_tier, deals, cause, actor_user_id, created_at)
      select ${actor.workspace.id}::uuid, id, 'bronze', 0, 'joined', ${actor.userId}::uuid, ${now}::timestamptz from made
    ), happened as (
      insert into events (workspace_id, type, subject_type, subject_id, partner_id, actor_user_id, actor_name, data, created_at)
      select ${actor.workspace.id}::uuid, 'partner.joined', 'partner', id, id, ${actor.userId}::uuid,
        ${actorName(actor)}, jsonb_build_object('importId', ${importId}::text), ${now}::timestamptz from made
    )
    select id from made`.execute(db)
  if (made.length < missing.length) await followNewcomers(ctx, importId)
  return made.length
}

/** Somebody made a partner of the same e-mail since the plan: the rows go to that one. */
const followNewcomers = ({ db }: CommandContext, importId: string) =>
  sql`
    update import_rows r set partner_id = p.id
    from partners p
    where r.workspace_id = (select app_workspace_id()) and r.import_id = ${importId}::uuid and r.status = 'good'
      and p.email = r.parsed->>'partnerEmail' and p.id <> r.partner_id
      and not exists (select 1 from partners o where o.id = r.partner_id)`.execute(db)
