import { sql } from 'kysely'
import type { z } from 'zod'
import type { CommandContext } from '../api/context'
import type { Db } from '../db/with-actor'
import { AppError, notFound } from '../errors'
import { record } from '../events/record'
import { enqueue } from '../jobs/enqueue'
import { counted } from '../words'
import { readHolidays } from './rules'
import type * as schema from './schema'

export async function findWorkSettings(db: Db): Promise<schema.WorkSettings> {
  const [row, types, holidays, open] = await Promise.all([
    db
      .selectFrom('workSettings')
      .select(['assignmentMode', 'workingHours', 'deadlineMinutes', 'warnAfter', 'leaseSeconds'])
      .select(['assignmentMinutes', 'sampleNew', 'sampleRegular', 'secondReview', 'newUntil'])
      .select('updatedAt')
      .executeTakeFirst(),
    db
      .selectFrom('actionTypeSettings')
      .select(['actionType', 'weight', 'requiredSkills', 'estimatedMinutes', 'sampleShare'])
      .orderBy('actionType')
      .execute(),
    sql<{ day: string; name: string }>`
      select to_char(day, 'YYYY-MM-DD') as day, name from workspace_holidays where day >= current_date - 366 order by day limit 1000`.execute(
      db,
    ),
    sql<{ count: number }>`
      select count(*)::integer as count from pending_actions
      where workspace_id = (select app_workspace_id()) and deadline_at is not null`.execute(db),
  ])
  if (!row) throw notFound('workspace')
  return {
    ...row,
    types,
    holidays: holidays.rows,
    openTasks: open.rows[0]?.count ?? 0,
  } as schema.WorkSettings
}

/** Open tasks get their deadlines anew, a job after the other. */
export async function recomputeSoon({ db, actor }: CommandContext) {
  const workspaceId = actor.workspace.id
  await enqueue(
    db,
    'deadlines.recompute',
    { workspaceId },
    { jobKey: `deadlines.recompute:${workspaceId}` },
  )
}

const edited = (ctx: CommandContext, data: Record<string, unknown>) =>
  record(ctx, {
    type: 'workspace.edited',
    subject: { type: 'workspace', id: ctx.actor.workspace.id },
    data,
  })

export async function editWorkSettings(
  ctx: CommandContext,
  { updatedAt, recompute, ...edit }: z.output<typeof schema.settingsEdit>,
): Promise<schema.WorkSettings> {
  const { db } = ctx
  const {
    types: _,
    holidays: __,
    openTasks: ___,
    updatedAt: ____,
    ...before
  } = await findWorkSettings(db)
  const changed = await db
    .updateTable('workSettings')
    .set({ ...edit, workingHours: JSON.stringify(edit.workingHours) })
    // What a form holds is exact to the millisecond.
    .where(sql`date_trunc('milliseconds', updated_at)`, '=', updatedAt)
    .returning('workspaceId')
    .executeTakeFirst()
  if (!changed)
    throw new AppError(
      'conflict',
      'Somebody changed these settings in the meantime. Reload to see theirs; yours were not saved.',
    )
  await edited(ctx, { before, after: edit })
  if (recompute) await recomputeSoon(ctx)
  return findWorkSettings(db)
}

/** Counts for tasks opened from now on. */
export async function editTypes(
  ctx: CommandContext,
  { types }: z.output<typeof schema.typesEdit>,
): Promise<schema.WorkSettings> {
  const { db, actor } = ctx
  for (const { actionType, requiredSkills, ...asks } of types)
    await db
      .updateTable('actionTypeSettings')
      .set({ ...asks, requiredSkills: JSON.stringify(requiredSkills) })
      .where('workspaceId', '=', actor.workspace.id)
      .where('actionType', '=', actionType)
      .execute()
  await edited(ctx, { types })
  return findWorkSettings(db)
}

/** All of them or none: a line that cannot be read is named. */
export async function addHolidays(
  ctx: CommandContext,
  { text }: z.output<typeof schema.holidaysInput>,
): Promise<schema.WorkSettings> {
  const { db, actor, now } = ctx
  const { holidays, wrong } = readHolidays(text)
  if (wrong[0] || holidays.length === 0) {
    const { line, text: shown } = wrong[0] ?? { line: 1, text: '' }
    const more =
      wrong.length > 1 ? ` ${counted(wrong.length - 1, 'more line')} cannot be read.` : ''
    throw new AppError('invalid', 'Please check the marked fields.', {
      text: `Line ${line} does not begin with a day, such as 2026-12-25: “${shown}”.${more}`,
    })
  }
  await sql`
    insert into workspace_holidays (workspace_id, day, name, created_at)
    select ${actor.workspace.id}::uuid, h.day, h.name, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(holidays)}::jsonb) as h(day date, name text)
    on conflict (workspace_id, day) do update set name = excluded.name`.execute(db)
  await edited(ctx, { holidays: holidays.length })
  return findWorkSettings(db)
}

export async function removeHoliday(
  ctx: CommandContext,
  { day }: { day: string },
): Promise<schema.WorkSettings> {
  const { rows } = await sql`
    delete from workspace_holidays where day = ${day}::date returning 1`.execute(ctx.db)
  if (rows.length === 0) throw notFound('holiday')
  await edited(ctx, { holiday: day })
  return findWorkSettings(ctx.db)
}
