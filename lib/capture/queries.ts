import type { Db } from '../db/with-actor'
import type { BrowserKey, EventSettings } from './schema'

export const listBrowserKeys = (db: Db): Promise<BrowserKey[]> =>
  db
    .selectFrom('analyticsBrowserKeys')
    .select(['id', 'name', 'key', 'origins', 'createdAt', 'lastUsedAt', 'revokedAt'])
    .orderBy('createdAt', 'desc')
    .limit(200)
    .execute()

export async function findEventSettings(db: Db): Promise<EventSettings> {
  const row = await db
    .selectFrom('analyticsSettings')
    .select(['retentionDays', 'eventsPerMinute'])
    .executeTakeFirst()
  return row ?? { retentionDays: 90, eventsPerMinute: 100_000 }
}
