import { sql } from 'kysely'
import { readAs, withSystem } from '../db/with-actor'
import { enqueue } from '../jobs/enqueue'
import type { TaskPayload } from '../jobs/tasks'
import { plan } from './plan'
import { assignmentMode, peopleWithRoom, tasksFor } from './problem'

const reason = 'gives waiting tasks to people at work'

type Given = { actionId: string; vaId: string; refused: string[] }

/** Gives out what waits, as the workspace has chosen. The plan is made outside the transaction that carries it out. */
export async function assignAll({ workspaceId }: TaskPayload<'routing.assign'>, now = new Date()) {
  const problem = await readAs({ kind: 'system', workspaceId, reason }, async (db) => {
    const mode = await assignmentMode(db)
    if (mode === 'off') return null
    const people = await peopleWithRoom(db, now)
    return people.length > 0 ? { mode, people, tasks: await tasksFor(db, people, now) } : null
  })
  if (!problem || problem.tasks.length === 0) return []
  const given = plan(problem.mode, problem.tasks, problem.people)
  if (given.length === 0) return []
  return withSystem(workspaceId, reason, async ({ db }) => {
    const { rows } = await sql<Given>`
      select * from assign_actions(${JSON.stringify(given)}::jsonb, ${problem.mode}, ${now}::timestamptz)`.execute(
      db,
    )
    return rows
  })
}

/** A job for each workspace in which tasks wait; whether they are given out there, the job sees. */
export async function assignEverywhere() {
  await withSystem('', reason, async ({ db }) => {
    const { rows } = await sql<{ id: string }>`
      select id from workspaces_at_work() as w(id)`.execute(db)
    for (const { id } of rows)
      await enqueue(db, 'routing.assign', { workspaceId: id }, { jobKey: `routing.assign:${id}` })
  })
}
