import { sql } from 'kysely'
import type { CommandContext } from '../../api/context'
import { kindOf } from '../registry'
import { lockRunning } from './chunk'

/**
 * Settles what depends on all rows, and which rows are left out, once, before any row is written;
 * false when the import does not run.
 */
export async function planImport({ db }: CommandContext, id: string): Promise<boolean> {
  const running = await lockRunning(db, id)
  if (!running) return false
  if (running.planned) return true
  await kindOf(running.kind).prepare?.(db, id, running.confirmedAt)
  await sql`
    update import_rows set status = 'rejected'
    where workspace_id = (select app_workspace_id()) and import_id = ${id}::uuid and status = 'bad'`.execute(
    db,
  )
  await sql`
    update imports i set planned_at = clock_timestamp(), duplicate_rows = n.duplicates, rejected_rows = n.rejected
    from (select count(*) filter (where status = 'duplicate') as duplicates,
        count(*) filter (where status = 'rejected') as rejected
      from import_rows where workspace_id = (select app_workspace_id()) and import_id = ${id}::uuid) n
    where i.id = ${id}::uuid`.execute(db)
  return true
}
