import type { Db } from '../db/with-actor'
import type { Settings } from './schema'

export const findSettings = (db: Db, workspaceId: string): Promise<Settings> =>
  db
    .selectFrom('workspaces')
    .select([
      'slug',
      'name',
      'timezone',
      'currency',
      'programmeTerms',
      'acceptsApplications',
      'updatedAt',
    ])
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
