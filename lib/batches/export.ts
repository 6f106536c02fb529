import type { QueryContext } from '../api/context'
import { csvNote, readAll, toCsvFile } from '../api/csv'
import { failureLabels, itemStatusLabels, methodLabels } from '../queue/labels'
import { isoDateTime } from '../time'
import { batchStatusLabels } from './labels'
import { findBatch, listBatches, listItems } from './queries'
import type { Batch, BatchFilter, Item, ItemFilter } from './schema'

type WhollyOf<F> = Omit<F, 'cursor' | 'before' | 'limit'>

const timesIn = (timezone: string) => (at: Date | null) => at && isoDateTime(at, timezone)

/** The list under the same filter, as CSV in the workspace's time zone. */
export async function exportBatches(ctx: QueryContext, filter: WhollyOf<BatchFilter>) {
  const { timezone, slug } = ctx.actor.workspace
  const time = timesIn(timezone)
  const rows = await readAll((cursor) => listBatches(ctx, { ...filter, cursor, limit: 1000 }))
  return toCsvFile<Batch>(
    `${slug}-batches.csv`,
    [
      { header: 'Id', value: (row) => row.id },
      { header: 'Batch', value: (row) => row.name },
      { header: 'Customer', value: (row) => row.customerName },
      { header: 'Status', value: (row) => batchStatusLabels[row.status] },
      { header: 'Submissions', value: (row) => row.totalItems },
      { header: 'Submitted', value: (row) => row.completedItems },
      { header: 'Failed', value: (row) => row.failedItems },
      { header: 'Cancelled', value: (row) => row.cancelledItems },
      { header: 'Needs a person', value: (row) => row.reviewItems },
      { header: 'Success %', value: (row) => row.successRate },
      { header: 'Queued', value: (row) => time(row.createdAt) },
      { header: 'By', value: (row) => row.createdByName },
      { header: 'Not before', value: (row) => time(row.scheduledFor) },
      { header: 'Started', value: (row) => time(row.startedAt) },
      { header: 'Finished', value: (row) => time(row.finishedAt) },
    ],
    rows,
    csvNote(filter, timezone, ctx.now, rows.length),
  )
}

/** The submissions of a batch under the same filter, as CSV in the workspace's time zone. */
export async function exportItems(ctx: QueryContext, filter: WhollyOf<ItemFilter>) {
  const { timezone, slug } = ctx.actor.workspace
  const time = timesIn(timezone)
  const batch = await findBatch(ctx.db, filter.id)
  const rows = await readAll((cursor) => listItems(ctx, { ...filter, cursor, limit: 1000 }))
  return toCsvFile<Item>(
    `${slug}-batch-${batch.id}.csv`,
    [
      { header: 'Directory', value: (row) => row.directoryName },
      { header: 'Status', value: (row) => itemStatusLabels[row.status] },
      { header: 'Method', value: (row) => methodLabels[row.method] },
      { header: 'Attempts', value: (row) => row.attempts },
      { header: 'Failure', value: (row) => row.errorCode && failureLabels[row.errorCode] },
      { header: 'Message', value: (row) => row.errorMessage },
      { header: 'Waits for', value: (row) => row.action?.title ?? null },
      { header: 'Replaced by', value: (row) => row.replacedByName },
      { header: 'Listing URL', value: (row) => row.listingUrl },
      { header: 'Finished', value: (row) => time(row.finishedAt) },
    ],
    rows,
    csvNote({ batch: batch.name, status: filter.status }, timezone, ctx.now, rows.length),
  )
}
