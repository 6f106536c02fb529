import { sql } from 'kysely'
import type { ImportKind } from '../kind'
import { directoryFieldLabels } from './fields'
import { guessMapping, mappingObstacles } from './guess'
import { readRow } from './row'
import { writeRows } from './write'

/** Directories, known by their address. */
export const directories: ImportKind = {
  name: 'directories',
  permission: 'directories.manage',
  labels: directoryFieldLabels,
  guess: guessMapping,
  obstacles: mappingObstacles,
  reader: async () => readRow,
  known: sql<boolean>`exists (select 1 from directories d
    where d.workspace_id = r.workspace_id and d.domain = r.parsed->>'domain'
      and regexp_replace(regexp_replace(regexp_replace(lower(d.url), '^https?://(www[.])?', ''), '[?#].*$', ''), '/+$', '') = r.parsed->>'key'
    union all select 1 from directories d
    where d.workspace_id = r.workspace_id and d.source = i.source and d.external_id = r.parsed->>'externalId')`,
  exists: 'This directory exists already.',
  keyed: true,
  write: writeRows,
}
