import { sql } from 'kysely'
import type { CommandContext } from '../api/context'
import type { Member } from '../auth/actor'
import { memberOf } from '../auth/member-of'
import { may } from '../auth/permissions'
import { withActor, withSystem } from '../db/with-actor'
import { AppError } from '../errors'
import { record } from '../events/record'
import type { KindName } from './kinds'
import { kindOf } from './registry'

export type Task = { workspaceId: string; importId: string }

const reason = 'finds on whose behalf an import runs'

/** The job works as whoever confirmed the import, or else made it: the audit names them. */
async function actorOf({
  workspaceId,
  importId,
}: Task): Promise<{ actor: Member; kind: KindName } | null> {
  const { rows } = await withSystem(workspaceId, reason, ({ db }) =>
    sql<{ kind: KindName; userId: string }>`
      select i.kind, coalesce(i.confirmed_by, i.created_by) as user_id
      from imports i where i.workspace_id = ${workspaceId}::uuid and i.id = ${importId}::uuid`.execute(
      db,
    ),
  )
  const [found] = rows
  const actor = found && (await memberOf(workspaceId, found.userId, reason))
  return actor ? { actor, kind: found.kind } : null
}

export type Step = <T>(
  run: (ctx: CommandContext) => Promise<T>,
  options?: { timeout?: number },
) => Promise<T>

/** Runs the steps of a job, each in a transaction of its own, as the person behind the import. */
export async function asImporter<T>(task: Task, work: (step: Step) => Promise<T>): Promise<T> {
  const found = await actorOf(task)
  if (!found || !may(found.actor, kindOf(found.kind).permission))
    throw new AppError('forbidden', 'The person who started this import may no longer import.')
  const { actor } = found
  return work((run, options) =>
    withActor(actor, ({ tx, db }) => run({ actor, tx, db, now: new Date() }), options),
  )
}

/** Ends an import that cannot go on, with the reason; it can be resumed. */
export async function failImport({ workspaceId, importId }: Task, message: string) {
  await withSystem(workspaceId, 'marks an import that cannot go on', async ({ db }) => {
    const { rows } = await sql<{ id: string }>`
      update imports set status = 'failed', error = ${message}
      where id = ${importId}::uuid and status in ('checking', 'importing') returning id`.execute(db)
    if (rows.length === 0) return
    const actor = { kind: 'system', workspaceId, reason: 'an import failed' } as const
    await record(
      { actor, now: new Date(), db },
      {
        type: 'import.failed',
        subject: { type: 'import', id: importId },
        data: { reason: message },
      },
    )
  })
}
