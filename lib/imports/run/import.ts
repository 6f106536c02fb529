import { sql } from 'kysely'
import type { CommandContext } from '../../api/context'
import { databaseError, mapDatabaseError } from '../../db/errors'
import { AppError } from '../../errors'
import { kindOf } from '../registry'
import { analyzeYoungTables } from '../statistics'
import type { Step, Task } from '../worker'
import { goodRows, importChunk, lockRunning } from './chunk'
import { planImport } from './plan'

/** Whether the rows are to blame, rather than the database or the product. */
const isRowsFault = (error: unknown) => /^(22|23|TD)/.test(databaseError(error)?.code ?? '')

/**
 * Imports the good rows, a chunk per transaction. Whenever it is stopped and run again, even twice
 * at once, every row is imported once: a chunk holds the import, and takes only rows still good.
 */
export async function runImport({ importId }: Task, step: Step, signal?: AbortSignal) {
  if (!(await step((ctx) => planImport(ctx, importId), { timeout: 300_000 }))) return
  for (let chunk = 0; ; chunk++) {
    signal?.throwIfAborted()
    if (Number.isInteger(Math.log2(chunk))) await step(analyzeYoungTables)
    try {
      const more = await step((ctx) => importChunk(ctx, importId), { timeout: 120_000 })
      if (!more) return
    } catch (error) {
      if (!isRowsFault(error)) throw error
      await importOneByOne(importId, step)
    }
  }
}

/** The rows of a chunk that failed, each by itself: only the offending ones are rejected. */
async function importOneByOne(importId: string, step: Step) {
  const rows = await step(({ db }) => goodRows(db, importId))
  for (const rowNo of rows) {
    try {
      const more = await step((ctx) => importChunk(ctx, importId, 1))
      if (!more) return
    } catch (error) {
      if (!isRowsFault(error)) throw error
      await step((ctx) => rejectRow(ctx, importId, rowNo, error))
    }
  }
}

async function rejectRow({ db }: CommandContext, importId: string, rowNo: number, error: unknown) {
  const running = await lockRunning(db, importId)
  if (!running) return
  const mapped = mapDatabaseError(error)
  const repeated = databaseError(error)?.code === '23505'
  const errors = repeated
    ? { duplicate: kindOf(running.kind).exists }
    : { row: mapped instanceof AppError ? mapped.message : 'The database refused this row.' }
  await sql`
    with refused as (
      update import_rows set status = ${repeated ? 'duplicate' : 'rejected'},
        errors = errors || ${JSON.stringify(errors)}::jsonb
      where import_id = ${importId}::uuid and row_no = ${rowNo} and status = 'good' returning status
    )
    update imports i set duplicate_rows = duplicate_rows + n.duplicates, rejected_rows = rejected_rows + n.rejected
    from (select count(*) filter (where status = 'duplicate') as duplicates,
      count(*) filter (where status = 'rejected') as rejected from refused) n
    where i.id = ${importId}::uuid`.execute(db)
}
