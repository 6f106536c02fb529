import { withSystem } from '../db/with-actor'
import type { TaskPayload } from '../jobs/tasks'
import { storage } from '../storage/storage'
import { dataKey, fileKey } from './keys'

const reason = 'clears away old reports'
const atATime = 500

/** The files of executions; fine when there are none. */
export async function dropFiles({ workspaceId, executionIds }: TaskPayload<'reports.drop-files'>) {
  const files = await storage()
  for (const id of executionIds) {
    await files.delete(fileKey(workspaceId, id))
    await files.delete(dataKey(workspaceId, id))
  }
}

async function expireFiles(workspaceId: string, now: Date) {
  const rows = await withSystem(workspaceId, reason, ({ db }) =>
    db
      .selectFrom('reportExecutions')
      .select('id')
      .where('fileKey', 'is not', null)
      .where('expiresAt', '<=', now)
      .limit(atATime)
      .execute(),
  )
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return 0
  // The file goes first: a row that still names it is cleared away the next time.
  await dropFiles({ workspaceId, executionIds: ids })
  await withSystem(workspaceId, reason, ({ db }) =>
    db.updateTable('reportExecutions').set({ fileKey: null }).where('id', 'in', ids).execute(),
  )
  return ids.length
}

const yearBefore = (now: Date) => {
  const then = new Date(now)
  then.setUTCFullYear(then.getUTCFullYear() - 1)
  return then
}

async function forgetOld(workspaceId: string, now: Date) {
  const rows = await withSystem(workspaceId, reason, ({ db }) =>
    db
      .selectFrom('reportExecutions')
      .select('id')
      .where('queuedAt', '<=', yearBefore(now))
      .limit(atATime)
      .execute(),
  )
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return 0
  await dropFiles({ workspaceId, executionIds: ids })
  await withSystem(workspaceId, reason, ({ db }) =>
    db.deleteFrom('reportExecutions').where('id', 'in', ids).execute(),
  )
  return ids.length
}

/** Files after a month, executions after a year. */
export async function clearReports(
  { workspaceId }: TaskPayload<'reports.clear'>,
  now = new Date(),
): Promise<void> {
  while ((await expireFiles(workspaceId, now)) === atATime);
  while ((await forgetOld(workspaceId, now)) === atATime);
}
