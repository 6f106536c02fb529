import { sql } from 'kysely'
import type { z } from 'zod'
import type { CommandContext } from '../api/context'
import { actorName } from '../auth/actor'
import { AppError } from '../errors'
import { findPlaybook } from './queries'
import type * as schema from './schema'

const newer = (author: string | undefined) =>
  new AppError(
    'conflict',
    `${author ?? 'Somebody'} saved a newer version meanwhile. Copy what you wrote, reload and bring the two together.`,
  )

async function newest({ db }: CommandContext, actionType: string, directoryId: string | null) {
  const { rows } = await sql<{ version: number; authorName: string; body: string }>`
    select version, author_name, body from playbooks
    where action_type = ${actionType} and directory_id is not distinct from ${directoryId}::uuid
    order by version desc limit 1`.execute(db)
  return rows[0]
}

/** Adds a version, which is in force at once. */
export async function savePlaybook(
  ctx: CommandContext,
  { actionType, directoryId, body, after }: z.output<typeof schema.saving>,
) {
  const { db, actor, now } = ctx
  const last = await newest(ctx, actionType, directoryId ?? null)
  if ((last?.version ?? 0) !== after) throw newer(last?.authorName)
  if (last?.body === body)
    throw new AppError('conflict', 'Nothing is different from the version in force.')
  const { rows } = await sql<{ id: string }>`
    insert into playbooks (workspace_id, action_type, directory_id, version, body, created_by, author_name, created_at)
    values (${actor.workspace.id}::uuid, ${actionType}, ${directoryId ?? null}::uuid, ${after + 1}, ${body}, ${actor.userId}::uuid,
      ${actorName(actor)}, ${now}::timestamptz)
    on conflict do nothing returning id`.execute(db)
  const made = rows[0]
  if (!made) throw newer(undefined)
  return findPlaybook(db, made.id)
}

/** Makes an earlier version the newest again; those between stay in the history. */
export async function restorePlaybook(
  ctx: CommandContext,
  { id }: z.output<typeof schema.restoring>,
) {
  const { actionType, directoryId, body } = await findPlaybook(ctx.db, id)
  const last = await newest(ctx, actionType, directoryId)
  return savePlaybook(ctx, { actionType, directoryId, body, after: last?.version ?? 0 })
}
