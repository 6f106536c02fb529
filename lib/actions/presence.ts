import { sql } from 'kysely'
import type { CommandContext } from '../api/context'
import type { Member } from '../auth/actor'

/** How others on the same task see somebody. */
export const presentAs = ({ name, email }: Member) => name || email

/** Says that the asking person has an action open. The database says when they leave: keep_clock(), watch_deadlines(). */
export async function seePresence({ db, actor, now }: CommandContext, id: string): Promise<void> {
  await sql`select true from see_presence(${id}::uuid, ${presentAs(actor)}, ${now}::timestamptz)`.execute(
    db,
  )
}
