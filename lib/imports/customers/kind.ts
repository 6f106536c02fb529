import { sql } from 'kysely'
import type { ImportKind } from '../kind'
import { customerFieldLabels } from './fields'
import { guessMapping, mappingObstacles } from './guess'
import { readRow } from './row'
import { writeRows } from './write'

/** Customers, known by their e-mail. */
export const customers: ImportKind = {
  name: 'customers',
  // They begin on any tier, and at once.
  permission: 'customers.bill',
  labels: customerFieldLabels,
  guess: guessMapping,
  obstacles: mappingObstacles,
  reader: async () => readRow,
  known: sql<boolean>`exists (select 1 from customers c
    where c.workspace_id = r.workspace_id and c.email = r.parsed->>'email' and c.archived_at is null
    union all select 1 from customers c
    where c.workspace_id = r.workspace_id and c.source = i.source and c.external_id = r.parsed->>'externalId')`,
  exists: 'This customer exists already.',
  keyed: true,
  write: writeRows,
}
