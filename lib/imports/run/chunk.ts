import { sql } from 'kysely'
import type { CommandContext } from '../../api/context'
import type { Db } from '../../db/with-actor'
import { record } from '../../events/record'
import type { Confirmed, ImportKind } from '../kind'
import type { KindName } from '../kinds'
import { kindOf } from '../registry'
import type { Mapping } from '../schema'

export const chunkSize = 500

type Running = Confirmed & { kind: KindName; planned: boolean }

/** The import, held until the transaction ends; nothing when it runs no more. */
export async function lockRunning(db: Db, id: string): Promise<Running | null> {
  const row = await db
    .selectFrom('imports')
    .select(['kind', 'source', 'status', 'mapping', 'confirmedAt', 'plannedAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row?.status !== 'importing' || !row.confirmedAt) return null
  return {
    id,
    kind: row.kind as KindName,
    source: row.source,
    confirmedAt: row.confirmedAt,
    mapping: row.mapping as Mapping,
    planned: row.plannedAt !== null,
  }
}

/** The numbers of the next rows that are good still. */
export async function goodRows(db: Db, id: string, limit = chunkSize): Promise<number[]> {
  const { rows } = await sql<{ rowNo: number }>`
    select row_no from import_rows
    where workspace_id = (select app_workspace_id()) and import_id = ${id}::uuid and status = 'good'
    order by row_no limit ${limit}`.execute(db)
  return rows.map(({ rowNo }) => rowNo)
}

/** Imports the next rows and counts them, in the caller's transaction; false when none is left. */
export async function importChunk(ctx: CommandContext, id: string, limit?: number) {
  const { db } = ctx
  const running = await lockRunning(db, id)
  if (!running) return false
  const rowNos = await goodRows(db, id, limit)
  if (rowNos.length === 0) {
    await complete(ctx, id)
    return false
  }
  const kind = kindOf(running.kind)
  const fresh = kind.keyed ? await withoutKnown(db, kind, id, rowNos) : rowNos
  const partnersMade = fresh.length > 0 ? await kind.write(ctx, running, fresh) : 0
  await sql`
    update imports set imported_rows = imported_rows + ${fresh.length}, partners_made = partners_made + ${partnersMade}
    where id = ${id}::uuid`.execute(db)
  return true
}

/** Leaves out the rows whose thing came by another door since the check. */
async function withoutKnown(
  db: Db,
  { known, exists }: ImportKind,
  id: string,
  rowNos: readonly number[],
): Promise<number[]> {
  const { rows } = await sql<{ rowNo: number }>`
    with late as (
      update import_rows r set status = 'duplicate', errors = r.errors || jsonb_build_object('duplicate', ${exists}::text)
      from imports i
      where i.id = r.import_id and r.import_id = ${id}::uuid and r.row_no = any (${rowNos}::int[]) and ${known}
      returning r.row_no
    ), counted as (
      update imports set duplicate_rows = duplicate_rows + (select count(*) from late) where id = ${id}::uuid
    )
    select row_no from late`.execute(db)
  const late = new Set(rows.map(({ rowNo }) => rowNo))
  return rowNos.filter((rowNo) => !late.has(rowNo))
}

async function complete(ctx: CommandContext, id: string) {
  const { rows } = await sql<{ imported: number; rejected: number; duplicates: number }>`
    update imports set status = 'completed', finished_at = ${ctx.now}::timestamptz, error = null
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
