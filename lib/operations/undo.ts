import { sql } from 'kysely'
import type { CommandContext } from '../api/context'
import { AppError } from '../errors'
import { record } from '../events/record'
import { findOperation } from './queries'
import { restoreApplications } from './restore-applications'
import { restoreCommissions } from './restore-commissions'
import { restorePartner } from './restore-partner'
import type { Operation } from './schema'

const undoneBefore = () =>
  new AppError('conflict', 'This has been undone already. Nothing was changed.')

/**
 * Takes an operation back: exactly the rows that it changed and that stand as it left them. What
 * somebody has changed since is left alone and counted, with the reason. Undone once.
 */
export async function undoOperation(
  ctx: CommandContext,
  { id, reason }: { id: string; reason: string },
): Promise<Operation> {
  const { actor, now, db, tx } = ctx
  const operation = await findOperation(db, id)
  if (operation.undoneAt) throw undoneBefore()
  await lockPartners(ctx, id)
  const { count } = await tx.operation.updateMany({
    where: { id, undoneAt: null },
    data: { undoneAt: now, undoneBy: actor.userId, undoReason: reason },
  })
  if (count === 0) throw undoneBefore()
  // The database lets a rejected commission go on only for the rows of this operation.
  await sql`select set_config('app.undo', ${id}, true)`.execute(db)
  await restorePartner(ctx, operation, reason)
  await restoreCommissions(ctx, id)
  await restoreApplications(ctx, id)
  await sql`select set_config('app.undo', '', true)`.execute(db)
  const undone = await findOperation(db, id)
  const { kind, partnerId, restored, skipped } = undone
  await record(ctx, {
    type: 'operation.undone',
    subject: partnerId
      ? { type: 'partner', id: partnerId }
      : { type: 'workspace', id: actor.workspace.id },
    data: { operationId: id, kind, reason, restored, skipped },
  })
  return undone
}

/** Everybody whom the rows belong to, in the order in which all commands lock partners. */
const lockPartners = ({ db }: CommandContext, operationId: string) =>
  sql`select p.id from partners p where p.id in (
      select r.row_id from operation_rows r where r.operation_id = ${operationId}::uuid and r.table_name = 'partners'
      union select c.partner_id from operation_rows r join commissions c on c.id = r.row_id
        where r.operation_id = ${operationId}::uuid and r.table_name = 'commissions')
    order by p.id for no key update`.execute(db)
