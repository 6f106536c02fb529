import { type RawBuilder, sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { CommandContext } from '../api/context'
import type { OperationKind } from './schema'

type Started = { kind: OperationKind; reason: string; partnerId?: string }

/** Opens an operation, to which the rows that it changes are then added. */
export async function startOperation(
  { actor, now, tx }: CommandContext,
  { kind, reason, partnerId }: Started,
): Promise<string> {
  const id = uuidv7()
  await tx.operation.create({
    select: { id: true },
    data: {
      id,
      workspaceId: actor.workspace.id,
      kind,
      reason,
      partnerId: partnerId ?? null,
      doneBy: actor.userId,
      doneAt: now,
    },
  })
  return id
}

type Changed = {
  table: 'partners' | 'partner_applications'
  id: string
  before: object
  after: object
}

/** Adds rows with what they were and how they were left; the latter tells whether they stand so still. */
export async function addRows({ db }: CommandContext, operationId: string, rows: Changed[]) {
  if (rows.length === 0) return
  await sql`
    insert into operation_rows (workspace_id, operation_id, table_name, row_id, before, after)
    select (select app_workspace_id()), ${operationId}::uuid, r."table", r.id, r.before, r.after
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("table" text, id uuid, before jsonb, after jsonb)`.execute(
    db,
  )
}

type Moved = { id: string; partnerId: string; amount: number; currency: string }

/**
 * Moves the commissions that match to a status as part of an operation: locked in the order of their
 * ids, changed, and written down, in one statement. `c` is commissions. Clawbacks follow by themselves,
 * and what is in a payout stays in it.
 */
export async function moveCommissions(
  { db, now }: CommandContext,
  operationId: string,
  matching: RawBuilder<boolean>,
  { status, reason }: { status: 'on_hold' | 'rejected'; reason: string },
): Promise<Moved[]> {
  const from = status === 'on_hold' ? ['pending', 'approved'] : ['pending', 'on_hold']
  const { rows } = await sql<Moved>`
    with target as materialized (
      select c.id, c.workspace_id, c.status, c.reason, c.approved_by, c.approved_at, c.status_changed_at
      from commissions c
      where ${matching} and c.status = any (${from}::text[]) and c.kind <> 'clawback'
        and not exists (select 1 from payout_items i where i.commission_id = c.id and i.released_at is null)
      order by c.id for no key update
    ), moved as (
      update commissions c set status = ${status}, reason = ${reason}, status_changed_at = ${now}::timestamptz,
        approved_by = null, approved_at = null
      from target t where c.id = t.id
      returning c.id, c.partner_id, c.commission_amount as amount, c.currency
    ), written as (
      insert into operation_rows (workspace_id, operation_id, table_name, row_id, before, after)
      select t.workspace_id, ${operationId}::uuid, 'commissions', t.id,
        jsonb_build_object('status', t.status, 'reason', t.reason, 'approvedBy', t.approved_by, 'approvedAt', t.approved_at),
        jsonb_build_object('status', ${status}::text, 'reason', ${reason}::text, 'statusChangedAt', ${now}::timestamptz)
      from target t
    )
    select id, partner_id, amount, currency from moved`.execute(db)
  return rows
}
