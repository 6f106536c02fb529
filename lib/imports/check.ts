import { sql } from 'kysely'
import type { CommandContext } from '../api/context'
import type { Db } from '../db/with-actor'
import { identityOf, markDuplicates } from './duplicates'
import { type StagedRow, staged } from './queries'
import { readRow } from './read/row'
import { directoryOf, type PartnerDirectory } from './run/partners'
import type { Column, Mapping } from './schema'
import { analyzeYoungTables } from './statistics'
import type { Step, Task } from './worker'

const chunkSize = 500

type Checking = {
  id: string
  status: string
  source: string
  columns: Column[]
  mapping: Mapping
  totalRows: number
  checkedRows: number
}

/** The import, held until the transaction ends: two workers take turns. */
async function lockImport(db: Db, id: string) {
  const row = await db
    .selectFrom('leadImports')
    .select(['id', 'status', 'source', 'columns', 'mapping', 'totalRows', 'checkedRows'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row as Checking | undefined
}

/** Checks every row under the mapping, a chunk at a time; may be stopped and run again anywhere. */
export async function checkImport({ importId }: Task, step: Step, signal?: AbortSignal) {
  await step(analyzeYoungTables)
  const directory = await step(({ db }) => directoryOf(db))
  for (;;) {
    signal?.throwIfAborted()
    const more = await step((ctx) => checkChunk(ctx, importId, directory), { timeout: 120_000 })
    if (!more) break
  }
  await step(analyzeYoungTables)
}

async function checkChunk(ctx: CommandContext, id: string, directory: PartnerDirectory) {
  const found = await lockImport(ctx.db, id)
  if (found?.status !== 'checking') return false
  const { checkedRows, totalRows } = found
  if (checkedRows === totalRows) {
    await markDuplicates(ctx.db, id)
    await ctx.db
      .updateTable('leadImports')
      .set({ status: 'ready' })
      .where('id', '=', id)
      .where('status', '=', 'checking')
      .execute()
    return false
  }
  const rows = (await staged(ctx.db, id)
    .where('r.rowNo', '>', checkedRows)
    .where('r.rowNo', '<=', checkedRows + chunkSize)
    .orderBy('r.rowNo')
    .execute()) as StagedRow[]
  await judge(ctx, found, rows, directory)
  await ctx.db
    .updateTable('leadImports')
    .set({ checkedRows: Math.min(checkedRows + chunkSize, totalRows) })
    .where('id', '=', id)
    .execute()
  return true
}

type Judged = Pick<Checking, 'id' | 'source' | 'columns' | 'mapping'>

/** Writes what rows mean, or what is wrong with them; answers their identities. */
export async function judge(
  { db, actor, now }: CommandContext,
  { id, source, columns, mapping }: Judged,
  rows: readonly StagedRow[],
  directory: PartnerDirectory,
): Promise<string[]> {
  const context = { mapping, width: columns.length, zone: actor.workspace.timezone, now }
  const judged = rows.map((row) => {
    const { parsed, errors, externalId } = readRow(row, context)
    const clash = parsed && directory.ambiguous(parsed)
    return {
      row_no: row.rowNo,
      parsed: clash ? null : parsed,
      errors: clash ? { partnerName: clash } : errors,
      identity: identityOf(source, externalId, row.contentKey),
    }
  })
  await sql`
    update lead_import_rows r
    set parsed = j.parsed, errors = j.errors, identity = j.identity,
      status = case when j.parsed is null then 'bad' else 'good' end
    from jsonb_to_recordset(${JSON.stringify(judged)}::jsonb)
      as j(row_no int, parsed jsonb, errors jsonb, identity text)
    where r.import_id = ${id}::uuid and r.row_no = j.row_no`.execute(db)
  return judged.map(({ identity }) => identity)
}
