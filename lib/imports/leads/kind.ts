import { sql } from 'kysely'
import type { ImportKind } from '../kind'
import { leadFieldLabels } from './fields'
import { guessMapping } from './guess'
import { mappingObstacles } from './obstacles'
import { directoryOf } from './partners'
import { fixClosingOrder } from './plan'
import { readRow } from './read/row'
import { writeRows } from './rows'

/** Leads with their partners; won ones with their commissions. */
export const leads: ImportKind = {
  name: 'leads',
  permission: 'leads.import',
  labels: leadFieldLabels,
  guess: guessMapping,
  obstacles: mappingObstacles,
  async reader(db) {
    const directory = await directoryOf(db)
    return (row, context) => {
      const { parsed, errors, externalId } = readRow(row, context)
      const clash = parsed && directory.ambiguous(parsed)
      return clash
        ? { parsed: null, errors: { partnerName: clash }, externalId }
        : { parsed, errors, externalId }
    }
  },
  known: sql<boolean>`left(r.identity, 3) = E'id\n' and exists (select 1 from client_leads l
    where l.workspace_id = r.workspace_id and l.external_source = i.source
      and l.external_id = split_part(r.identity, E'\n', 3))`,
  exists: 'This lead exists already.',
  keyed: false,
  prepare: fixClosingOrder,
  write: writeRows,
}
