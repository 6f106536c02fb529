import { withSystem } from '../db/with-actor'
import { enqueue } from '../jobs/enqueue'
import type { TaskPayload } from '../jobs/tasks'
import { keepFigures, lookBack } from './keep'

/** Days that are looked at when nothing is kept yet. */
const firstTime = 1100

const reason = 'keeps the figures of days that are over'

export const keep = ({ workspaceId, days }: TaskPayload<'metrics.keep'>) =>
  withSystem(
    workspaceId,
    reason,
    async ({ db }) => {
      const workspace = await db
        .selectFrom('workspaces')
        .select(['id', 'slug', 'name', 'timezone', 'currency'])
        .where('id', '=', workspaceId)
        .executeTakeFirst()
      if (!workspace) return
      const kept = await db.selectFrom('dailyReports').select('day').limit(1).executeTakeFirst()
      const back = days ?? (kept ? lookBack : firstTime)
      await keepFigures({ db, workspace, now: new Date() }, back)
    },
    { timeout: 300_000 },
  )

export async function keepAll() {
  await withSystem('', reason, async ({ db }) => {
    const workspaces = await db.selectFrom('workspaces').select('id').execute()
    for (const { id } of workspaces)
      await enqueue(db, 'metrics.keep', { workspaceId: id }, { jobKey: `metrics.keep:${id}` })
  })
}
