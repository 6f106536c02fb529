import { sql } from 'kysely'
import type { z } from 'zod'
import type { CommandContext } from '../api/context'
import { creditKinds } from '../customers/labels'
import { keyset, type Page, paging, toPage } from '../db/paging'
import type { Db } from '../db/with-actor'
import { notFound } from '../errors'
import { record } from '../events/record'
import type { CreditEntry, creditFilter, grantInput } from './schema'

/** Credits on top, until the end of the billing period. */
export async function grantCredits(
  ctx: CommandContext,
  { id, credits, reason }: z.infer<typeof grantInput>,
): Promise<void> {
  const { rows } = await sql<{ granted: boolean }>`
    select grant_credits(${id}::uuid, ${credits}::int, ${reason}, ${ctx.now}::timestamptz) as granted`.execute(
    ctx.db,
  )
  if (!rows[0]?.granted) throw notFound('customer')
  await record(ctx, {
    type: 'credits.granted',
    subject: { type: 'customer', id },
    customerId: id,
    data: { credits, reason },
  })
}

/** The ledger of a customer, newest first. */
export async function listCredits(
  db: Db,
  { id, kind, ...page }: z.infer<typeof creditFilter>,
): Promise<Page<CreditEntry>> {
  const rows = await keyset(
    db
      .selectFrom('creditEntries as e')
      .select([
        'e.id',
        'e.kind',
        'e.credits',
        'e.batchId',
        'e.reason',
        'e.periodStart',
        'e.createdAt',
      ])
      .select([
        sql<
          string | null
        >`(select b.batch_name from batch_submissions b where b.id = e.batch_id)`.as('batchName'),
        sql<
          string | null
        >`(select d.name from submission_queue q join directories d on d.id = q.directory_id
          where q.workspace_id = e.workspace_id and q.id = e.queue_item_id)`.as('directoryName'),
      ])
      .where('e.customerId', '=', id)
      .where('e.kind', 'in', kind?.length ? kind : [...creditKinds]),
    { column: 'e.createdAt', id: 'e.id', kind: 'time', direction: 'desc', ...paging(page) },
  ).execute()
  return toPage(rows, page) as Page<CreditEntry>
}
