import { sql } from 'kysely'
import { type Db, withSystem } from '../db/with-actor'
import { enqueue } from '../jobs/enqueue'
import type { TaskPayload } from '../jobs/tasks'
import { queueMail } from '../mail/queue'

const reason = 'watches the deadlines of tasks'
const atATime = 2000
const recomputedAtATime = 500

/** A job per workspace with open tasks, so that one in trouble does not keep the others waiting. */
export async function watchAllDeadlines() {
  await withSystem('', reason, async ({ db }) => {
    const { rows } = await sql<{
      id: string
    }>`select id from workspaces_at_work() as w(id)`.execute(db)
    for (const { id } of rows)
      await enqueue(db, 'deadlines.watch', { workspaceId: id }, { jobKey: `deadlines.watch:${id}` })
  })
}

const kinds = ['resumed', 'warned', 'escalated', 'unroutable'] as const
type Watched = {
  kind: (typeof kinds)[number]
  actionId: string
  title: string
}

async function tellManagers(
  ctx: Parameters<typeof queueMail>[0],
  { late, stuck }: { late: { title: string }[]; stuck: { title: string }[] },
) {
  const managers = await ctx.db
    .selectFrom('memberships as m')
    .innerJoin('users as u', 'u.id', 'm.userId')
    .select('u.email')
    .where('m.role', 'in', ['owner', 'admin', 'manager'])
    .where('m.status', '=', 'active')
    .orderBy('u.email')
    .execute()
  for (const { email } of managers)
    await queueMail(ctx, { to: email, template: 'tasks-digest', data: { late, stuck } })
}

const watched = async (db: Db, now: Date) => {
  const { rows } = await sql<Watched>`
    select kind, action_id, title from watch_deadlines(${now}::timestamptz, ${atATime})`.execute(db)
  return rows
}

/** Warns, escalates, brings back and marks what is due in a workspace; mails and marks stand or fall together. */
export async function watchDeadlines(
  { workspaceId }: TaskPayload<'deadlines.watch'>,
  now = new Date(),
): Promise<Watched[]> {
  const found: Watched[] = []
  for (let most = atATime; most === atATime; ) {
    const rows = await withSystem(workspaceId, reason, async ({ db }) => {
      const ctx = { actor: { kind: 'system', workspaceId, reason } as const, now, db }
      const seen = await watched(db, now)
      const of = (kind: Watched['kind']) =>
        seen.filter((one) => one.kind === kind).map(({ title }) => ({ title }))
      const told = { late: of('escalated'), stuck: of('unroutable') }
      if (told.late.length + told.stuck.length > 0) await tellManagers(ctx, told)
      return seen
    })
    most = Math.max(...kinds.map((kind) => rows.filter((one) => one.kind === kind).length))
    found.push(...rows)
  }
  return found
}

/** Gives all open tasks their deadline anew, some at a time: the next job goes on where this one ended. */
export async function recomputeDeadlines({
  workspaceId,
  after,
}: TaskPayload<'deadlines.recompute'>) {
  await withSystem(workspaceId, reason, async ({ db }) => {
    const { rows } = await sql<{ last: string | null }>`
      select recompute_deadlines(${after ?? null}::uuid, ${recomputedAtATime}) as last`.execute(db)
    const last = rows[0]?.last
    if (last) await enqueue(db, 'deadlines.recompute', { workspaceId, after: last })
  })
}
