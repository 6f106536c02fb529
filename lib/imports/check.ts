import { sql } from 'kysely'
import type { CommandContext } from '../api/context'
import type { Db } from '../db/with-actor'
import { identityOf, markDuplicates } from './duplicates'
import type { ImportKind, Reader } from './kind'
import type { KindName } from './kinds'
import { kindOfImport, type StagedRow, staged } from './queries'
import { kindOf } from './registry'
import type { Column, Mapping } from './schema'
import { analyzeYoungTables } from './statistics'
import type { Step, Task } from './worker'

const chunkSize = 500

type Checking = {
  id: string
  kind: KindName
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
    .selectFrom('imports')
    .select(['id', 'kind', 'status', 'source', 'columns', 'mapping', 'totalRows', 'checkedRows'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row as Checking | undefined
}

/** Checks every row under the mapping, a chunk at a time; may be stopped and run again anywhere. */
export async function checkImport({ importId }: Task, step: Step, signal?: AbortSignal) {
  await step(analyzeYoungTables)
  const kind = kindOf(await step(({ db }) => kindOfImport(db, importId)))
  const read = await step(({ db }) => kind.reader(db))
  for (;;) {
    signal?.throwIfAborted()
    const more = await step((ctx) => checkChunk(ctx, importId, { kind, read }), {
      timeout: 120_000,
    })
    if (!more) break
  }
  await step(analyzeYoungTables)
}

type By = { kind: ImportKind; read: Reader }

async function checkChunk(ctx: CommandContext, id: string, { kind, read }: By) {
  const found = await lockImport(ctx.db, id)
  if (found?.status !== 'checking') return false
  const { checkedRows, totalRows } = found
  if (checkedRows === totalRows) {
    await markDuplicates(ctx.db, kind, id)
    await ctx.db
      .updateTable('imports')
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
  await judge(ctx, found, rows, { kind, read })
  await ctx.db
    .updateTable('imports')
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
  { kind, read }: By,
): Promise<string[]> {
  const context = { mapping, width: columns.length, zone: actor.workspace.timezone, now }
  const judged = rows.map((row) => {
    const { parsed, errors, externalId } = read(row, context)
    const identity = identityOf(kind.name, source, externalId, row.contentKey)
    return { row_no: row.rowNo, parsed, errors, identity }
  })
  await sql`
    update import_rows r
    set parsed = j.parsed, errors = j.errors, identity = j.identity,
      status = case when j.parsed is null then 'bad' else 'good' end
    from jsonb_to_recordset(${JSON.stringify(judged)}::jsonb)
      as j(row_no int, parsed jsonb, errors jsonb, identity text)
    where r.import_id = ${id}::uuid and r.row_no = j.row_no`.execute(db)
  return judged.map(({ identity }) => identity)
}
