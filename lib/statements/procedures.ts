import { z } from 'zod'
import { action, query } from '../api/base'
import { csvFile } from '../api/csv'
import { readAs } from '../db/with-actor'
import { exportJournal } from './export'
import { findStatement } from './queries'
import * as s from './schema'

const tags = ['Statements']

export const statements = {
  /** An action, so that no transaction is open while the pages are set. */
  download: action(
    {
      permission: 'ledger.read',
      route: {
        method: 'GET',
        path: '/partners/{id}/statement',
        summary: "A partner's month as PDF",
        tags,
      },
      input: s.statementInput,
      output: z.instanceof(File),
    },
    async ({ actor }, input) => {
      const statement = await readAs(actor, (db) => findStatement(db, actor, input))
      // What sets pages and fonts takes a hundred megabytes: it comes with the first statement.
      const { renderStatement } = await import('../documents/statement')
      return renderStatement(statement)
    },
  ),
  journal: query(
    {
      permission: 'payouts.manage',
      route: {
        method: 'GET',
        path: '/journal/export',
        summary: 'The bookings of a period as CSV, for accountants',
        tags,
      },
      input: s.journalInput,
      output: csvFile,
    },
    exportJournal,
  ),
}
