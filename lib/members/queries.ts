import { sql } from 'kysely'
import type { z } from 'zod'
import type { Role } from '../auth/permissions'
import { keyset, paging, toPage } from '../db/paging'
import type { Db } from '../db/with-actor'
import type * as schema from './schema'

const like = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`

const seated = (db: Db, { role, search }: schema.MemberSelection) => {
  let query = db
    .selectFrom('memberships as m')
    .innerJoin('users as u', 'u.id', 'm.userId')
    .where('m.status', '=', 'active')
  if (role?.length) query = query.where('m.role', 'in', role)
  if (search?.trim()) {
    const pattern = like(search.trim())
    query = query.where((eb) =>
      eb.or([eb('u.name', 'ilike', pattern), eb('u.email', 'ilike', pattern)]),
    )
  }
  return query
}

/** Who works here, by e-mail. */
export async function listMembers(db: Db, filter: schema.MemberFilter) {
  const query = seated(db, filter)
    .select(['m.id', 'm.userId', 'u.name', 'u.email', 'm.partnerId', 'm.updatedAt as joinedAt'])
    .select(sql<Role>`m.role`.as('role'))
  const rows = await keyset(query, {
    column: 'u.email',
    id: 'm.id',
    kind: 'string',
    direction: 'asc',
    ...paging(filter),
  }).execute()
  return toPage(rows, filter)
}

export async function countMembers(db: Db, selection: schema.MemberSelection) {
  const { count } = await seated(db, selection)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return { count }
}

/** Invitations that nobody has followed yet, newest first. */
export async function listInvitations(
  db: Db,
  now: Date,
): Promise<z.input<typeof schema.invitation>[]> {
  const rows = await db
    .selectFrom('invitations as i')
    .leftJoin('users as u', 'u.id', 'i.invitedBy')
    .select(['i.id', 'i.email', 'i.partnerId', 'i.createdAt', 'i.expiresAt', 'u.name as invitedBy'])
    .select(sql<Role>`i.role`.as('role'))
    .where('i.acceptedAt', 'is', null)
    .where('i.revokedAt', 'is', null)
    .orderBy('i.createdAt', 'desc')
    .orderBy('i.id', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({ ...row, state: row.expiresAt > now ? 'open' : 'expired' }))
}
