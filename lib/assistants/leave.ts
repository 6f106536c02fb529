import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { CommandContext } from '../api/context'
import { AppError, notFound } from '../errors'
import { record } from '../events/record'
import type { LeaveInput } from './schema'

const daysOf = ({ startsOn, endsOn }: { startsOn: string; endsOn: string }) =>
  startsOn === endsOn ? startsOn : `${startsOn} to ${endsOn}`

/** Days on which somebody does not work, by their own calendar. */
export async function addLeave(ctx: CommandContext, vaId: string, input: LeaveInput) {
  const { actor, db, now } = ctx
  const person = await db
    .selectFrom('virtualAssistants')
    .select('id')
    .where('id', '=', vaId)
    .executeTakeFirst()
  if (!person) throw notFound('virtual assistant')
  const { rows } = await sql<{ startsOn: string; endsOn: string }>`
    select to_char(starts_on, 'YYYY-MM-DD') as starts_on, to_char(ends_on, 'YYYY-MM-DD') as ends_on from va_leave
    where va_id = ${vaId}::uuid and starts_on <= ${input.endsOn}::date and ends_on >= ${input.startsOn}::date limit 1`.execute(
    db,
  )
  if (rows[0]) {
    const message = `There is leave already: ${daysOf(rows[0])}. Choose other days, or remove that first.`
    throw new AppError('conflict', message, { startsOn: message })
  }
  await sql`
    insert into va_leave (id, workspace_id, va_id, kind, starts_on, ends_on, note, created_at)
    values (${uuidv7()}::uuid, ${actor.workspace.id}::uuid, ${vaId}::uuid, ${input.kind}, ${input.startsOn}::date, ${input.endsOn}::date,
      ${input.note}, ${now}::timestamptz)`.execute(db)
  await record(ctx, {
    type: 'assistant.leave_added',
    subject: { type: 'assistant', id: vaId },
    data: { startsOn: input.startsOn, endsOn: input.endsOn },
  })
}

export async function removeLeave(ctx: CommandContext, vaId: string, leaveId: string) {
  const { rows } = await sql<{ startsOn: string; endsOn: string }>`
    delete from va_leave where id = ${leaveId}::uuid and va_id = ${vaId}::uuid
    returning to_char(starts_on, 'YYYY-MM-DD') as starts_on, to_char(ends_on, 'YYYY-MM-DD') as ends_on`.execute(
    ctx.db,
  )
  if (!rows[0]) throw notFound('leave')
  await record(ctx, {
    type: 'assistant.leave_removed',
    subject: { type: 'assistant', id: vaId },
    data: rows[0],
  })
}
