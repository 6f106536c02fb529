import type { Db } from '../db/with-actor'
import type { Event, SubjectType } from './schema'

/** What happened to one thing, newest first. */
export async function timelineOf(
  db: Db,
  type: SubjectType,
  id: string,
  limit = 100,
): Promise<Event[]> {
  const rows = await db
    .selectFrom('events')
    .select(['id', 'type', 'subjectType', 'subjectId', 'actorName', 'data', 'createdAt'])
    .where('subjectType', '=', type)
    .where('subjectId', '=', id)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows as Event[]
}
