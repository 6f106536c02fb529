import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { CommandContext } from '../api/context'
import type { Db } from '../db/with-actor'
import { record } from '../events/record'
import { profileColumns } from './columns'
import { openCsv } from './file/rows'
import type { SpooledFile } from './file/spool'
import type { ImportKind } from './kind'
import { findImport } from './queries'
import type { Column, ImportFound } from './schema'

/** Measured: larger batches are not faster. */
const batchSize = 500

/** Reads a file to its end before anything is written, so that a broken one leaves nothing. */
export async function inspectFile(file: SpooledFile) {
  const { encoding, delimiter, header, rows } = await openCsv(file.path)
  const profile = profileColumns(header)
  let totalRows = 0
  for await (const cells of rows) {
    profile.add(cells)
    totalRows++
  }
  return { ...file, encoding, delimiter, totalRows, columns: profile.done() }
}

type Inspected = SpooledFile & {
  encoding: string
  delimiter: string
  totalRows: number
  columns: Column[]
}

/** Keeps an inspected file as an import with its rows, in the caller's transaction. */
export async function stageFile(
  ctx: CommandContext,
  kind: ImportKind,
  file: Inspected,
  { fileName, source }: { fileName: string; source: string },
): Promise<ImportFound> {
  const { actor, now, db } = ctx
  const id = uuidv7()
  await db
    .insertInto('imports')
    .values({
      id,
      workspaceId: actor.workspace.id,
      kind: kind.name,
      source,
      fileName,
      fileBytes: file.bytes,
      fileHash: file.hash,
      encoding: file.encoding,
      delimiter: file.delimiter,
      columns: JSON.stringify(file.columns),
      mapping: JSON.stringify(kind.guess(file.columns, actor.workspace.currency)),
      totalRows: file.totalRows,
      createdBy: actor.userId,
      createdAt: now,
    })
    .execute()
  await stageRows(db, { workspaceId: actor.workspace.id, importId: id, path: file.path })
  await record(ctx, {
    type: 'import.uploaded',
    subject: { type: 'import', id },
    data: { kind: kind.name, fileName, rows: file.totalRows },
  })
  return findImport(db, kind.name, id, now)
}

type Target = { workspaceId: string; importId: string; path: string }

async function stageRows(db: Db, { workspaceId, importId, path }: Target) {
  const { rows } = await openCsv(path)
  const occurrences = new Map<string, number>()
  let first = 1
  let batch: string[] = []
  let keys: string[] = []
  const flush = async () => {
    if (batch.length === 0) return
    await sql`
      insert into import_rows (workspace_id, import_id, row_no, cells, content_key)
      select ${workspaceId}::uuid, ${importId}::uuid, ${first}::int + r.n::int - 1, r.cells::text[], r.key
      from unnest(${batch}::text[], ${keys}::text[]) with ordinality as r(cells, key, n)`.execute(
      db,
    )
    first += batch.length
    batch = []
    keys = []
  }
  for await (const cells of rows) {
    const hash = createHash('sha256').update(JSON.stringify(cells)).digest('base64url')
    const occurrence = (occurrences.get(hash) ?? 0) + 1
    occurrences.set(hash, occurrence)
    batch.push(arrayLiteral(cells))
    keys.push(`${hash}-${occurrence}`)
    if (batch.length === batchSize) await flush()
  }
  await flush()
}

/** A PostgreSQL array as text: `unnest` takes apart every dimension, so rows travel as literals. */
const arrayLiteral = (cells: readonly string[]) =>
  `{${cells.map((cell) => `"${cell.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`
