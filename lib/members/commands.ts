import { sql } from 'kysely'
import type { z } from 'zod'
import type { CommandContext } from '../api/context'
import { type Role, roleLabels } from '../auth/permissions'
import type { Db } from '../db/with-actor'
import { AppError, notFound } from '../errors'
import { record } from '../events/record'
import { mayReseat } from './rules'
import type * as schema from './schema'

type Seat = { id: string; role: Role; name: string; email: string }

/**
 * The seat that is to change, with the owners locked first and in one order: of two owners who
 * take each other out at once, the second sees that they are the last.
 */
async function lockSeat(db: Db, id: string): Promise<Seat> {
  await sql`
    select 1 from memberships where role = 'owner' and status = 'active' or id = ${id}::uuid
    order by id for update`.execute(db)
  const seat = await db
    .selectFrom('memberships as m')
    .innerJoin('users as u', 'u.id', 'm.userId')
    .select(['m.id', 'm.role', 'u.name', 'u.email'])
    .where('m.id', '=', id)
    .where('m.status', '=', 'active')
    .executeTakeFirst()
  if (!seat) throw notFound('member')
  return seat as Seat
}

async function refuseLastOwner(db: Db, seat: Seat) {
  if (seat.role !== 'owner') return
  const others = await db
    .selectFrom('memberships')
    .select('id')
    .where('role', '=', 'owner')
    .where('status', '=', 'active')
    .where('id', '<>', seat.id)
    .limit(1)
    .execute()
  if (others.length === 0) {
    throw new AppError(
      'conflict',
      'This is the only owner, and a workspace keeps one. Make somebody else owner first.',
    )
  }
}

const nameOf = ({ name, email }: Seat) => name || email

export async function changeRole(
  ctx: CommandContext,
  { id, role }: z.output<typeof schema.roleChange>,
) {
  const { actor, db } = ctx
  const seat = await lockSeat(db, id)
  if (seat.role === role) return
  const verdict = mayReseat(actor.role, seat.role, role)
  if (!verdict.ok) throw new AppError('forbidden', verdict.why)
  await refuseLastOwner(db, seat)
  await db.updateTable('memberships').set({ role }).where('id', '=', id).execute()
  await record(ctx, {
    type: 'member.role_changed',
    subject: { type: 'member', id },
    data: { name: nameOf(seat), from: roleLabels[seat.role], to: roleLabels[role] },
  })
}

/** Membership is asked for on every request, so this person's next one here finds nothing. */
export async function removeMember(ctx: CommandContext, id: string) {
  const { actor, db } = ctx
  const seat = await lockSeat(db, id)
  const verdict = mayReseat(actor.role, seat.role, null)
  if (!verdict.ok) throw new AppError('forbidden', verdict.why)
  await refuseLastOwner(db, seat)
  await db.updateTable('memberships').set({ status: 'removed' }).where('id', '=', id).execute()
  await record(ctx, {
    type: 'member.removed',
    subject: { type: 'member', id },
    data: { name: nameOf(seat), role: roleLabels[seat.role] },
  })
}
