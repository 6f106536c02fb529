import { sql } from 'kysely'
import type { CommandContext } from '../../api/context'
import type { Db } from '../../db/with-actor'
import { record, recordMany } from '../../events/record'
import type { LeadStatus } from '../../leads/schema'
import type { Tier } from '../../partners/schema'
import type { Mapping } from '../schema'
import { claimClients } from './claims'
import { settlePartners } from './make-partners'
import { placeRows } from './place'
import { fixPlan } from './plan'
import { type Confirmed, writeLeads } from './write'

export const chunkSize = 500

export type GoodRow = {
  rowNo: number
  status: LeadStatus
  clientEmail: string | null
  clientPhone: string | null
  website: string | null
}

export type Running = Confirmed & { planned: boolean }

/** The import, held until the transaction ends; nothing when it runs no more. */
export async function lockRunning(db: Db, id: string): Promise<Running | null> {
  const row = await db
    .selectFrom('leadImports')
    .select(['id', 'source', 'status', 'mapping', 'confirmedAt', 'plannedAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row?.status !== 'importing' || !row.confirmedAt) return null
  return {
    id,
    source: row.source,
    confirmedAt: row.confirmedAt,
    alreadyPaid: (row.mapping as Mapping).alreadyPaid,
    planned: row.plannedAt !== null,
  }
}

/** Fixes the closing order if that has not happened; false when the import does not run. */
export async function planImport({ db }: CommandContext, id: string): Promise<boolean> {
  const running = await lockRunning(db, id)
  if (!running) return false
  if (!running.planned) await fixPlan(db, id, running.confirmedAt)
  return true
}

export async function goodRows(db: Db, id: string, limit = chunkSize): Promise<GoodRow[]> {
  const { rows } = await sql<GoodRow>`
    select row_no, parsed->>'status' as status, parsed->>'clientEmail' as client_email,
      parsed->>'clientPhone' as client_phone, parsed->>'website' as website
    from lead_import_rows
    where workspace_id = (select app_workspace_id()) and import_id = ${id}::uuid and status = 'good'
    order by row_no limit ${limit}`.execute(db)
  return rows
}

/** Imports the next rows and counts them, in the caller's transaction; false when none is left. */
export async function importChunk(ctx: CommandContext, id: string, limit?: number) {
  const { db } = ctx
  const running = await lockRunning(db, id)
  if (!running) return false
  const rows = await goodRows(db, id, limit)
  if (rows.length === 0) {
    await complete(ctx, id)
    return false
  }
  const rowNos = rows.map(({ rowNo }) => rowNo)
  const partnersMade = await settlePartners(ctx, id, rowNos)
  const placed = await placeRows(db, rows)
  await writeLeads(ctx, running, placed)
  await claimClients(ctx, rows, placed)
  await refreshStandings(ctx, id, rowNos)
  await sql`
    update lead_imports set imported_rows = imported_rows + ${rows.length}, partners_made = partners_made + ${partnersMade}
    where id = ${id}::uuid`.execute(db)
  return true
}

type Standing = { id: string; before: Tier; after: Tier; deals: number }

/** Partners keep pace with their leads, so that a deal won meanwhile is counted right. */
async function refreshStandings(ctx: CommandContext, id: string, rowNos: readonly number[]) {
  const { rows } = await sql<Standing>`
    select p.id, p.tier as before, s.tier as after, s.total_deals as deals
    from (select distinct o.id, o.tier from lead_import_rows r join partners o on o.id = r.partner_id
      where r.import_id = ${id}::uuid and r.row_no = any (${rowNos}::int[]) order by o.id) p
    cross join lateral refresh_partner_standing(p.id, ${ctx.now}::timestamptz) s`.execute(ctx.db)
  const risen = rows.filter(({ before, after }) => before !== after)
  await recordMany(
    ctx,
    risen.map(({ id: partnerId, before, after, deals }) => ({
      type: 'partner.tier_changed',
      subject: { type: 'partner', id: partnerId },
      partnerId,
      data: { from: before, to: after, deals },
    })),
  )
}

async function complete(ctx: CommandContext, id: string) {
  const { rows } = await sql<{ imported: number; rejected: number; duplicates: number }>`
    update lead_imports set status = 'completed', finished_at = ${ctx.now}::timestamptz, error = null
    where id = ${id}::uuid and status = 'importing'
    returning imported_rows as imported, rejected_rows as rejected, duplicate_rows as duplicates`.execute(
    ctx.db,
  )
  await record(ctx, {
    type: 'import.completed',
    subject: { type: 'import', id },
    data: { ...rows[0] },
  })
}
