import type { Db } from '../db/with-actor'
import type { SavedView, ViewInput } from './schema'

/** The asking person's own views of a screen. */
export const listViews = (db: Db, screen: ViewInput['screen']): Promise<SavedView[]> =>
  db
    .selectFrom('savedViews')
    .select(['id', 'name', 'query'])
    .where('screen', '=', screen)
    .orderBy('name')
    .orderBy('id')
    .limit(100)
    .execute()
