import { sql } from 'kysely'
import { actorName, type Member } from '../auth/actor'
import type { Db } from '../db/with-actor'
import { invalid } from '../errors'
import type { Caller } from './schema'

type Found = { id: string; userId: string | null; vaId: string | null; name: string }

/** Who may have called: staff by their user, virtual assistants by themselves, with an account or without one yet. */
const callers = sql`(
  select m.user_id as id, m.user_id, null::uuid as va_id, coalesce(nullif(u.name, ''), u.email) as name
  from memberships m join users u on u.id = m.user_id
  where m.status = 'active' and m.role in ('owner', 'admin', 'manager')
  union all
  select v.id, v.user_id, v.id, v.name from virtual_assistants v where v.status <> 'left')`

export async function listCallers(db: Db): Promise<Caller[]> {
  const { rows } = await sql<Found>`
    select c.id, c.user_id, c.va_id, c.name from ${callers} c order by lower(c.name), c.id limit 500`.execute(
    db,
  )
  return rows.map(({ id, name, vaId }) => ({ id, name, assistant: vaId !== null }))
}

/** Whom a call is counted for: the person named, or the one who asks. */
export async function callerOf(
  db: Db,
  actor: Member,
  id: string | null | undefined,
): Promise<Omit<Found, 'id'>> {
  if (!id || id === actor.userId)
    return { userId: actor.userId, vaId: actor.vaId, name: actorName(actor) }
  const { rows } = await sql<Found>`
    select c.id, c.user_id, c.va_id, c.name from ${callers} c where c.id = ${id}::uuid`.execute(db)
  if (!rows[0]) throw invalid({ callerId: 'This person does not work here.' })
  return rows[0]
}
