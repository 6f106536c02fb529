import { sql } from 'kysely'
import { type Db, withSystem } from '../db/with-actor'
import { enqueue } from '../jobs/enqueue'
import type { TaskPayload } from '../jobs/tasks'

const reason = 'keeps the figures of virtual assistants'

/** Works out anew the figures kept with one virtual assistant, or with all. */
export async function tallyAssistants(db: Db, vaId: string | null, now: Date) {
  await sql`select tally_assistants(${vaId}::uuid, ${now}::timestamptz)`.execute(db)
}

export const tally = ({ workspaceId }: TaskPayload<'quality.tally'>) =>
  withSystem(workspaceId, reason, ({ db }) => tallyAssistants(db, null, new Date()))

export async function tallyEverywhere() {
  await withSystem('', reason, async ({ db }) => {
    const workspaces = await db.selectFrom('workspaces').select('id').execute()
    for (const { id } of workspaces)
      await enqueue(db, 'quality.tally', { workspaceId: id }, { jobKey: `quality.tally:${id}` })
  })
}
