import { sql } from 'kysely'
import type { CommandContext } from '../api/context'
import { databaseError } from '../db/errors'
import { AppError, notFound } from '../errors'
import { record } from '../events/record'
import { enqueue } from '../jobs/enqueue'
import { counted } from '../words'
import { judge } from './check'
import { markDuplicates } from './duplicates'
import { findImport, findRow, type StagedRow, staged } from './queries'
import { stageWord } from './read/stages'
import { type from, mappingObstacles, may } from './rules'
import { directoryOf } from './run/partners'
import type { Column, ImportRow, ImportStatus, LeadImport, Mapping } from './schema'
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
async function hold({ db }: CommandContext, id: string, step: keyof typeof from): Promise<Held> {
  const row = await db
    .selectFrom('leadImports')
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

/** Takes a mapping and checks every row under it; what was typed over cells stays. */
export async function saveMapping(
  ctx: CommandContext,
  { id, ...given }: Mapping & { id: string },
): Promise<LeadImport> {
  const { db, now } = ctx
  const stages = Object.entries(given.stages).map(([word, status]) => [stageWord(word), status])
  const mapping: Mapping = { ...given, stages: Object.fromEntries(stages) }
  const held = await hold(ctx, id, 'map')
  const fields = mappingObstacles(mapping, held.columns)
  const [first] = Object.values(fields)
  if (first) throw new AppError('invalid', first, fields)
  await db
    .updateTable('leadImports')
    .set({ status: 'checking', mapping: JSON.stringify(mapping), checkedRows: 0, error: null })
    .where('id', '=', id)
    .execute()
  await enqueue(db, 'imports.check', { workspaceId: held.workspaceId, importId: id })
  return findImport(db, id, now)
}

/** Types over a cell, and checks its row at once. */
export async function editCell(
  ctx: CommandContext,
  { id, rowNo, field, value }: { id: string; rowNo: number; field: string; value: string | null },
): Promise<ImportRow> {
  const { db } = ctx
  const held = await hold(ctx, id, 'edit')
  const { rows } = await sql<{ identity: string }>`
    update lead_import_rows
    set edits = (edits - ${field}::text) || case when ${value}::text is null then '{}'::jsonb
      else jsonb_build_object(${field}::text, ${value}::text) end
    where import_id = ${id}::uuid and row_no = ${rowNo} returning identity`.execute(db)
  const [before] = rows
  if (!before) throw notFound('row')
  const row = (await staged(db, id)
    .where('r.rowNo', '=', rowNo)
    .executeTakeFirstOrThrow()) as StagedRow
  const after = await judge(ctx, held, [row], await directoryOf(db))
  await markDuplicates(db, id, [before.identity, ...after])
  return findRow(db, id, rowNo)
}

type Expected = { id: string; expectedLeads?: number | undefined }

/** Lets the import begin, or go on where it stopped. */
export async function confirmImport(
  ctx: CommandContext,
  { id, expectedLeads }: Expected,
): Promise<LeadImport> {
  const { db, now, actor } = ctx
  const held = await hold(ctx, id, 'confirm')
  const { rows } = await sql<{ good: number }>`
    select count(*) as good from lead_import_rows
    where workspace_id = (select app_workspace_id()) and import_id = ${id}::uuid and status = 'good'`.execute(
    db,
  )
  const good = rows[0]?.good ?? 0
  if (!held.plannedAt && good === 0)
    throw new AppError('conflict', 'No row is good, so there is nothing to import.')
  if (expectedLeads !== undefined && !held.plannedAt && expectedLeads !== good)
    throw new AppError(
      'conflict',
      `${counted(good, 'row is', 'rows are')} good by now. Reload to see them.`,
    )
  await start(ctx, held)
  await enqueue(db, 'imports.run', { workspaceId: held.workspaceId, importId: id })
  await record(ctx, {
    type: 'import.confirmed',
    subject: { type: 'import', id },
    data: { leads: good, by: actor.email },
  })
  return findImport(db, id, now)
}

async function start({ db, now, actor }: CommandContext, held: Held) {
  try {
    await db
      .updateTable('leadImports')
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
    if (databaseError(error)?.constraint !== 'lead_imports_running_key') throw error
    throw new AppError(
      'conflict',
      'Another import is running. Confirm this one when it has finished, so that deals are counted in order.',
    )
  }
}

/** Wakes an import whose worker stopped; safe at any time, for chunks take turns. */
export async function resumeImport(ctx: CommandContext, { id }: { id: string }) {
  const { db, now } = ctx
  const found = await findImport(db, id, now)
  if (!found.stalled) return found
  await db.updateTable('leadImports').set({ error: null }).where('id', '=', id).execute()
  const task = found.status === 'checking' ? 'imports.check' : 'imports.run'
  await enqueue(db, task, { workspaceId: ctx.actor.workspace.id, importId: id })
  return findImport(db, id, now)
}

/** Stops an import between two chunks; what is imported stays, and is said. */
export async function cancelImport(
  ctx: CommandContext,
  { id }: { id: string },
): Promise<LeadImport> {
  const { db, now } = ctx
  await hold(ctx, id, 'cancel')
  await db
    .updateTable('leadImports')
    .set({ status: 'cancelled', finishedAt: now })
    .where('id', '=', id)
    .execute()
  const found = await findImport(db, id, now)
  await record(ctx, {
    type: 'import.cancelled',
    subject: { type: 'import', id },
    data: { imported: found.importedRows },
  })
  return found
}
