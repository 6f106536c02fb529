import { sql } from 'kysely'
import { keyset, type Page, toPage } from '../db/paging'
import type { Db } from '../db/with-actor'
import { notFound } from '../errors'
import type { StagedCells } from './kind'
import type { KindName } from './kinds'
import type { ImportFound, ImportItem, ImportRow, Mapping, RowFilter, RowStatus } from './schema'
import { valuesOf } from './values'

/** Work is announced after every chunk; this long without any, the worker has stopped. */
const stallSeconds = 20

/** A large file is planned in one piece, for as long as planning may take. */
const planSeconds = 300

const nameOf = (column: 'created_by' | 'confirmed_by') =>
  sql<string>`(select coalesce(nullif(u.name, ''), u.email) from users u where u.id = ${sql.ref(`i.${column}`)})`

const items = (db: Db) =>
  db
    .selectFrom('imports as i')
    .select([
      'i.id',
      'i.kind',
      'i.fileName',
      'i.source',
      'i.status',
      'i.totalRows',
      'i.importedRows',
      'i.rejectedRows',
      'i.duplicateRows',
      sql<string>`coalesce(${nameOf('created_by')}, 'Somebody who left')`.as('createdByName'),
      'i.createdAt',
      'i.finishedAt',
    ])

type Paging = { cursor?: string | undefined; before?: string | undefined; limit: number }

/** Imports of some kinds, the newest first. */
export async function listImports(db: Db, kinds: readonly KindName[], paging: Paging) {
  const rows = await keyset(items(db).where('i.kind', 'in', kinds), {
    column: 'i.createdAt',
    id: 'i.id',
    kind: 'time',
    direction: 'desc',
    ...paging,
  }).execute()
  return toPage(rows, paging) as Page<ImportItem>
}

/** What an import brings; for those who know only its id. */
export async function kindOfImport(db: Db, id: string): Promise<KindName> {
  const row = await db.selectFrom('imports').select('kind').where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('import')
  return row.kind as KindName
}

export async function findImport(
  db: Db,
  kind: KindName,
  id: string,
  now: Date,
): Promise<ImportFound> {
  const row = await items(db)
    .select([
      'i.fileBytes',
      'i.encoding',
      'i.delimiter',
      'i.columns',
      'i.mapping',
      'i.checkedRows',
      'i.partnersMade',
      'i.error',
      'i.confirmedAt',
      'i.plannedAt',
      'i.updatedAt',
      nameOf('confirmed_by').as('confirmedByName'),
    ])
    .where('i.id', '=', id)
    .where('i.kind', '=', kind)
    .executeTakeFirst()
  if (!row) throw notFound('import')
  const { plannedAt, updatedAt, ...found } = row
  const working = row.status === 'checking' || row.status === 'importing'
  const planning = row.status === 'importing' && plannedAt === null
  const patience = planning ? planSeconds : stallSeconds
  const counts = await countRows(db, id)
  return {
    ...found,
    goodRows: counts.good,
    badRows: counts.bad,
    ...(row.confirmedAt ? {} : { duplicateRows: counts.duplicate }),
    sameFileAs: row.status === 'mapping' ? await sameFile(db, id) : null,
    planning,
    stalled: working && now.getTime() - updatedAt.getTime() > patience * 1000,
  } as ImportFound
}

async function countRows(db: Db, importId: string): Promise<Record<RowStatus, number>> {
  const { rows } = await sql<{ status: RowStatus; count: number }>`
    select status, count(*) as count from import_rows
    where workspace_id = (select app_workspace_id()) and import_id = ${importId}::uuid
    group by status`.execute(db)
  const counts = { good: 0, bad: 0, duplicate: 0, imported: 0, rejected: 0 }
  for (const { status, count } of rows) counts[status] = count
  return counts
}

async function sameFile(db: Db, importId: string) {
  const { rows } = await sql<{ id: string; finishedAt: Date }>`
    select o.id, o.finished_at from imports o
    join imports i on i.id = ${importId}::uuid and o.file_hash = i.file_hash and o.kind = i.kind and o.id <> i.id
    where o.workspace_id = (select app_workspace_id()) and o.status = 'completed'
    order by o.finished_at desc limit 1`.execute(db)
  return rows[0] ?? null
}

export type StagedRow = StagedCells & {
  rowNo: number
  status: RowStatus
  errors: Record<string, string>
  contentKey: string
  clientLeadId: string | null
  madeId: string | null
}

const toRow = (row: StagedRow, mapping: Mapping): ImportRow => ({
  rowNo: row.rowNo,
  status: row.status,
  values: valuesOf(row, mapping),
  edited: Object.keys(row.edits),
  errors: row.errors,
  leadId: row.clientLeadId,
  madeId: row.clientLeadId ?? row.madeId,
})

export const staged = (db: Db, importId: string) =>
  db
    .selectFrom('importRows as r')
    .select([
      'r.rowNo',
      'r.cells',
      'r.edits',
      'r.status',
      'r.errors',
      'r.contentKey',
      'r.clientLeadId',
      'r.madeId',
    ])
    .where(sql<boolean>`r.workspace_id = (select app_workspace_id())`)
    .where('r.importId', '=', importId)

export async function mappingOf(db: Db, kind: KindName, id: string) {
  const row = await db
    .selectFrom('imports')
    .select(['mapping', 'columns', 'status'])
    .where('id', '=', id)
    .where('kind', '=', kind)
    .executeTakeFirst()
  if (!row) throw notFound('import')
  return row as Pick<ImportFound, 'mapping' | 'columns' | 'status'>
}

/** Rows in the order of the file, after or before a row. */
export async function listRows(
  db: Db,
  kind: KindName,
  { id, status, after, before, limit }: RowFilter,
) {
  const { mapping } = await mappingOf(db, kind, id)
  const backwards = before !== undefined && after === undefined
  let query = staged(db, id)
    .orderBy('r.rowNo', backwards ? 'desc' : 'asc')
    .limit(limit + 1)
  if (status) query = query.where(sql<boolean>`r.status = any (${status}::text[])`)
  if (after !== undefined) query = query.where('r.rowNo', '>', after)
  else if (before !== undefined) query = query.where('r.rowNo', '<', before)
  const rows = (await query.execute()) as StagedRow[]
  const more = rows.length > limit
  const found = rows.slice(0, limit)
  if (backwards) found.reverse()
  const first = found[0]?.rowNo
  const last = found.at(-1)?.rowNo
  return {
    items: found.map((row) => toRow(row, mapping)),
    next: last !== undefined && (backwards || more) ? last : null,
    previous: first !== undefined && (backwards ? more : Boolean(after)) ? first : null,
  }
}

export async function findRow(
  db: Db,
  kind: KindName,
  id: string,
  rowNo: number,
): Promise<ImportRow> {
  const { mapping } = await mappingOf(db, kind, id)
  const row = await staged(db, id).where('r.rowNo', '=', rowNo).executeTakeFirst()
  if (!row) throw notFound('row')
  return toRow(row as StagedRow, mapping)
}
