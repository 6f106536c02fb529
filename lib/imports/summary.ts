import { sql } from 'kysely'
import { subscriptionTierLabels } from '../customers/labels'
import type { Db } from '../db/with-actor'
import { categoryLabels } from '../directories/labels'
import type { KindName } from './kinds'
import type { Summary } from './schema'

/** By what the rows of a kind are counted, and how its values are called. */
const grouping = {
  customers: { field: 'tier', labels: subscriptionTierLabels as Record<string, string> },
  directories: { field: 'category', labels: categoryLabels as Record<string, string> },
}

/** What the rows in a status make, or have made, by sort. */
export async function summaryOf(
  db: Db,
  kind: Exclude<KindName, 'leads'>,
  id: string,
  status: 'good' | 'imported',
): Promise<Summary> {
  const { field, labels } = grouping[kind]
  const { rows } = await sql<{ value: string; count: number }>`
    select parsed->>${field}::text as value, count(*) as count from import_rows
    where workspace_id = (select app_workspace_id()) and import_id = ${id}::uuid and status = ${status}
    group by 1 order by 2 desc, 1`.execute(db)
  return {
    rows: rows.reduce((total, { count }) => total + count, 0),
    groups: rows.map(({ value, count }) => ({ label: labels[value] ?? value, count })),
  }
}
