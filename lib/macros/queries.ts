import { sql } from 'kysely'
import type { Db } from '../db/with-actor'
import type { Macro } from './schema'

/** Everybody's and one's own; for one type of action when it is named. */
export async function listMacros(db: Db, userId: string, type?: string): Promise<Macro[]> {
  const rows = await db
    .selectFrom('macros as m')
    .select(['m.id', 'm.name', 'm.actionTypes', 'm.outcome', 'm.note'])
    .select(sql<boolean>`m.user_id is not null`.as('own'))
    .where(sql<boolean>`(m.user_id is null or m.user_id = ${userId}::uuid)`)
    .$if(type !== undefined, (query) =>
      query.where(sql<boolean>`(m.action_types = '{}' or ${type} = any (m.action_types))`),
    )
    .orderBy('m.name')
    .orderBy('m.id')
    .limit(100)
    .execute()
  return rows as Macro[]
}
