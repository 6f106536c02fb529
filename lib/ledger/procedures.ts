import { z } from 'zod'
import { query } from '../api/base'
import { csvFile } from '../api/csv'
import * as f from '../fields'
import { findPartner } from '../partners/queries'
import { exportEntries } from './export'
import { balancesOf, countEntries, listEntries } from './queries'
import * as s from './schema'

const tags = ['Ledger']

export const ledger = {
  balance: query(
    {
      permission: 'ledger.read',
      route: {
        method: 'GET',
        path: '/partners/{id}/balance',
        summary: 'What a partner is owed and has got, per currency',
        tags,
      },
      input: z.object({ id: f.id }),
      output: z.array(s.balance),
    },
    async ({ db, now }, { id }) => {
      await findPartner(db, id, now)
      return balancesOf(db, id)
    },
  ),
  entries: query(
    {
      permission: 'ledger.read',
      route: {
        method: 'GET',
        path: '/ledger-entries',
        summary: 'Movements of money, newest first',
        tags,
      },
      input: s.entryFilter,
      output: f.page(s.entryItem),
    },
    ({ db }, filter) => listEntries(db, filter),
  ),
  count: query(
    {
      permission: 'ledger.read',
      route: {
        method: 'GET',
        path: '/ledger-entries/count',
        summary: 'Count ledger entries, up to a cap',
        tags,
      },
      input: s.entrySelection,
      output: f.cappedCount,
    },
    ({ db }, filter) => countEntries(db, filter),
  ),
  export: query(
    {
      permission: 'ledger.read',
      route: { method: 'GET', path: '/ledger-entries/export', summary: 'Ledger as CSV', tags },
      input: s.entryFilter.omit({ cursor: true, before: true, limit: true }),
      output: csvFile,
    },
    (ctx, filter) => exportEntries(ctx, filter),
  ),
}
