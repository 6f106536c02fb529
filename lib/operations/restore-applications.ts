import { sql } from 'kysely'
import type { CommandContext } from '../api/context'
import { recordMany } from '../events/record'

/** Opens rejected applications again, unless somebody has decided otherwise or they applied anew. */
export async function restoreApplications(ctx: CommandContext, operationId: string) {
  const { db } = ctx
  const mine = sql`operation_rows r where r.operation_id = ${operationId}::uuid
    and r.table_name = 'partner_applications' and a.id = r.row_id`
  await sql`
    update operation_rows r set restored = s.stands, skipped = case when not s.stands then 'It was decided anew since.' end
    from (select a.id, a.status = 'rejected' and a.reviewed_at is not distinct from (r.after->>'reviewedAt')::timestamptz as stands
      from partner_applications a, ${mine} for no key update of a) s
    where r.operation_id = ${operationId}::uuid and r.table_name = 'partner_applications' and r.row_id = s.id`.execute(
    db,
  )
  await sql`
    update partner_applications a set status = 'pending', rejection_reason = null,
      reviewed_by = (r.before->>'reviewedBy')::uuid, reviewed_at = (r.before->>'reviewedAt')::timestamptz
    from ${mine} and r.restored`.execute(db)
  const { rows } = await sql<{ id: string }>`
    update partner_applications a set status = r.before->>'status' from ${mine} and r.restored
    returning a.id`.execute(db)
  await recordMany(
    ctx,
    rows.map(({ id }) => ({
      type: 'application.restored' as const,
      subject: { type: 'application' as const, id },
      data: { operationId },
    })),
  )
}
