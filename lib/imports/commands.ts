import { sql } from 'kysely'
import type { CommandContext } from '../api/context'
import { databaseError } from '../db/errors'
import { AppError, notFound } from '../errors'
import { record } from '../events/record'
import { enqueue } from '../jobs/enqueue'
import { counted } from '../words'
import { judge } from './check'
import { markDuplicates } from './duplicates'
import type { ImportKind } from './kind'
import { plainWord } from './plain-word'
import { findImport, findRow, type StagedRow, staged } from './queries'
import { type from, may } from './rules'
import type { Column, ImportFound, ImportRow, ImportStatus, Mapping } from './schema'
import { importStatusLabels } from './schema'

type Held = {
  id: string
  workspaceId: string
  source: string
  status: ImportStatus
  columns: Column[]
  mapping: Mapping
  plannedAt: Date | null
  totalRows: number
  updatedAt: Date
}

/** The import, held until the transaction ends, in a state that allows the step. */
async function hold(
  { db }: CommandContext,
  kind: ImportKind,
  id: string,
  step: keyof typeof from,
): Promise<Held> {
  const row = await db
    .selectFrom('imports')
    .select([
      'id',
      'workspaceId',
      'source',
      'status',
      'columns',
      'mapping',
      'plannedAt',
      'totalRows',
      'updatedAt',
    ])
    .where('id', '=', id)
    .where('kind', '=', kind.name)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('import')
  const held = row as Held
  if (!may(step, held.status) || (step === 'map' && held.plannedAt))
    throw new AppError(
      'conflict',
      `This import is ${importStatusLabels[held.status].toLowerCase()}, so this can no longer be done.`,
    )
  return held
}

type GivenMapping = Pick<Mapping, 'currency'> &
  Partial<Omit<Mapping, 'columns'>> & { id: string; columns: Record<string, number | undefined> }

/** What a kind does not ask about is left as it is read without an answer. */
function toMapping({ columns, stages = {}, ...given }: Omit<GivenMapping, 'id'>): Mapping {
  const words = Object.entries(stages).map(([word, status]) => [plainWord(word), status])
  return {
    dateOrder: null,
    alreadyPaid: false,
    ...given,
    columns: columns as Mapping['columns'],
    stages: Object.fromEntries(words),
  }
}

/** Takes a mapping and checks every row under it; what was typed over cells stays. */
export async function saveMapping(
  ctx: CommandContext,
  kind: ImportKind,
  { id, ...given }: GivenMapping,
): Promise<ImportFound> {
  const { db, now } = ctx
  const mapping = toMapping(given)
  const held = await hold(ctx, kind, id, 'map')
  const fields = kind.obstacles(mapping, held.columns)
  const [first] = Object.values(fields)
  if (first) throw new AppError('invalid', first, fields)
  await db
    .updateTable('imports')
    .set({ status: 'checking', mapping: JSON.stringify(mapping), checkedRows: 0, error: null })
    .where('id', '=', id)
    .execute()
  await enqueue(db, 'imports.check', { workspaceId: held.workspaceId, importId: id })
  return findImport(db, kind.name, id, now)
}

/** Types over a cell, and checks its row at once. */
export async function editCell(
  ctx: CommandContext,
  kind: ImportKind,
  { id, rowNo, field, value }: { id: string; rowNo: number; field: string; value: string | null },
): Promise<ImportRow> {
  const { db } = ctx
  const held = await hold(ctx, kind, id, 'edit')
  const { rows } = await sql<{ identity: string }>`
    update import_rows
    set edits = (edits - ${field}::text) || case when ${value}::text is null then '{}'::jsonb
      else jsonb_build_object(${field}::text, ${value}::text) end
    where import_id = ${id}::uuid and row_no = ${rowNo} returning identity`.execute(db)
  const [before] = rows
  if (!before) throw notFound('row')
  const row = (await staged(db, id)
    .where('r.rowNo', '=', rowNo)
    .executeTakeFirstOrThrow()) as StagedRow
  const after = await judge(ctx, held, [row], { kind, read: await kind.reader(db) })
  await markDuplicates(db, kind, id, [before.identity, ...after])
  return findRow(db, kind.name, id, rowNo)
}

type Expected = { id: string; expectedRows?: number | undefined }

/** Lets the import begin, or go on where it stopped. */
export async function confirmImport(
  ctx: CommandContext,
  kind: ImportKind,
  { id, expectedRows }: Expected,
): Promise<ImportFound> {
  const { db, now, actor } = ctx
  const held = await hold(ctx, kind, id, 'confirm')
  const { rows } = await sql<{ good: number }>`
    select count(*) as good from import_rows
    where workspace_id = (select app_workspace_id()) and import_id = ${id}::uuid and status = 'good'`.execute(
    db,
  )
  const good = rows[0]?.good ?? 0
  if (!held.plannedAt && good === 0)
    throw new AppError('conflict', 'No row is good, so there is nothing to import.')
  if (expectedRows !== undefined && !held.plannedAt && expectedRows !== good)
    throw new AppError(
      'conflict',
      `${counted(good, 'row is', 'rows are')} good by now. Reload to see them.`,
    )
  await start(ctx, held)
  await enqueue(db, 'imports.run', { workspaceId: held.workspaceId, importId: id })
  await record(ctx, {
    type: 'import.confirmed',
    subject: { type: 'import', id },
    data: { kind: kind.name, [kind.name]: good, by: actor.email },
  })
  return findImport(db, kind.name, id, now)
}

async function start({ db, now, actor }: CommandContext, held: Held) {
  try {
    await db
      .updateTable('imports')
      .set({
        status: 'importing',
        error: null,
        confirmedBy: actor.userId,
        // The order of closing was fixed with the first confirmation's time.
        ...(held.plannedAt ? {} : { confirmedAt: now }),
      })
      .where('id', '=', held.id)
      .execute()
  } catch (error) {
    if (databaseError(error)?.constraint !== 'imports_running_key') throw error
    throw new AppError(
      'conflict',
      'Another import of this kind is running. Confirm this one when it has finished.',
    )
  }
}

/** Wakes an import whose worker stopped; safe at any time, for chunks take turns. */
export async function resumeImport(
  ctx: CommandContext,
  kind: ImportKind,
  { id }: { id: string },
): Promise<ImportFound> {
  const { db, now } = ctx
  const found = await findImport(db, kind.name, id, now)
  if (!found.stalled) return found
  await db.updateTable('imports').set({ error: null }).where('id', '=', id).execute()
  const task = found.status === 'checking' ? 'imports.check' : 'imports.run'
  await enqueue(db, task, { workspaceId: ctx.actor.workspace.id, importId: id })
  return findImport(db, kind.name, id, now)
}

/** Stops an import between two chunks; what is imported stays, and is said. */
export async function cancelImport(
  ctx: CommandContext,
  kind: ImportKind,
  { id }: { id: string },
): Promise<ImportFound> {
  const { db, now } = ctx
  await hold(ctx, kind, id, 'cancel')
  await db
    .updateTable('imports')
    .set({ status: 'cancelled', finishedAt: now })
    .where('id', '=', id)
    .execute()
  const found = await findImport(db, kind.name, id, now)
  await record(ctx, {
    type: 'import.cancelled',
    subject: { type: 'import', id },
    data: { imported: found.importedRows },
  })
  return found
}
