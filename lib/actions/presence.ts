import { sql } from 'kysely'
import type { CommandContext } from '../api/context'
import { presenceSeconds } from './task-labels'

/** Says that the asking person has an action open; whoever was not heard of for a minute has left. */
export async function seePresence({ db, actor, now }: CommandContext, id: string): Promise<void> {
  await db
    .deleteFrom('actionPresence')
    .where('actionId', '=', id)
    .where('userId', '!=', actor.userId)
    .where('seenAt', '<', new Date(now.getTime() - presenceSeconds * 1000))
    .execute()
  await sql`
    insert into action_presence (workspace_id, action_id, user_id, name, seen_at)
    values (${actor.workspace.id}::uuid, ${id}::uuid, ${actor.userId}::uuid, ${actor.name || actor.email}, ${now}::timestamptz)
    on conflict (workspace_id, action_id, user_id) do update set seen_at = excluded.seen_at, name = excluded.name`.execute(
    db,
  )
}

export async function leavePresence({ db, actor }: CommandContext, id: string): Promise<void> {
  await db
    .deleteFrom('actionPresence')
    .where('actionId', '=', id)
    .where('userId', '=', actor.userId)
    .execute()
}
