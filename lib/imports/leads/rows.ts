import { sql } from 'kysely'
import type { CommandContext } from '../../api/context'
import type { Db } from '../../db/with-actor'
import type { LeadStatus } from '../../leads/schema'
import type { Confirmed } from '../kind'
import { claimClients } from './claims'
import { settlePartners } from './make-partners'
import { placeRows } from './place'
import { refreshStandings } from './standings'
import { writeLeads } from './write'

export type GoodRow = {
  rowNo: number
  status: LeadStatus
  clientEmail: string | null
  clientPhone: string | null
  website: string | null
}

async function read(db: Db, id: string, rowNos: readonly number[]): Promise<GoodRow[]> {
  const { rows } = await sql<GoodRow>`
    select row_no, parsed->>'status' as status, parsed->>'clientEmail' as client_email,
      parsed->>'clientPhone' as client_phone, parsed->>'website' as website
    from import_rows
    where import_id = ${id}::uuid and row_no = any (${rowNos}::int[]) order by row_no`.execute(db)
  return rows
}

/** Writes leads with their partners, commissions and claims; answers how many partners were made. */
export async function writeRows(
  ctx: CommandContext,
  running: Confirmed,
  rowNos: readonly number[],
): Promise<number> {
  const partnersMade = await settlePartners(ctx, running.id, rowNos)
  const rows = await read(ctx.db, running.id, rowNos)
  const placed = await placeRows(ctx.db, rows)
  await writeLeads(ctx, running, placed)
  await claimClients(ctx, rows, placed)
  await refreshStandings(ctx, running.id, rowNos)
  return partnersMade
}
