import type { QueryContext } from '../api/context'
import { csvNote, readAll, toCsvFile } from '../api/csv'
import { toDecimalString } from '../money'
import { isoDateTime } from '../time'
import { listLeads } from './queries'
import { type LeadFilter, type LeadItem, leadStatusLabels } from './schema'

/** The list under the same filter, as CSV in the workspace's time zone. */
export async function exportLeads(
  { db, actor, now }: QueryContext,
  filter: Omit<LeadFilter, 'cursor' | 'before' | 'limit'>,
): Promise<File> {
  const { timezone, slug } = actor.workspace
  const rows = await readAll((cursor) => listLeads(db, { ...filter, cursor, limit: 1000 }))
  const at = (value: Date | null) => (value ? isoDateTime(value, timezone) : null)
  return toCsvFile<LeadItem>(
    `${slug}-leads.csv`,
    [
      { header: 'Id', value: (row) => row.id },
      { header: 'Business', value: (row) => row.businessName },
      { header: 'Client', value: (row) => row.clientName },
      { header: 'E-mail', value: (row) => row.clientEmail },
      { header: 'Partner', value: (row) => row.partnerName },
      { header: 'Stage', value: (row) => leadStatusLabels[row.status] },
      {
        header: 'Estimated value',
        value: (row) => toDecimalString(row.estimatedValue, row.currency),
      },
      {
        header: 'Project value',
        value: (row) =>
          row.projectValue === null ? null : toDecimalString(row.projectValue, row.currency),
      },
      { header: 'Currency', value: (row) => row.currency },
      { header: 'Source', value: (row) => row.source },
      { header: 'Registered', value: (row) => at(row.createdAt) },
      { header: 'In stage since', value: (row) => at(row.stageEnteredAt) },
      { header: 'Closed', value: (row) => at(row.closedAt) },
    ],
    rows,
    csvNote(filter, timezone, now, rows.length),
  )
}
