import { sql } from 'kysely'
import type { QueryContext } from '../api/context'
import { boardLists } from './labels'
import { assignmentMode } from './problem'
import { countWork, items } from './queries'
import type { Board, BoardPerson, WorkItem } from './schema'

/** What a board shows of what waits, and at most of what is held. */
const mostWaiting = 30
const mostHeld = 1_000
const mostPeople = 200

/** Everybody who works here with what they hold, and how things stand. */
export async function readBoard({ db, now }: Pick<QueryContext, 'db' | 'now'>): Promise<Board> {
  const people = await sql<Omit<BoardPerson, 'tasks' | 'load'>>`
    select v.id, v.name, v.timezone, v.max_concurrent_tasks as capacity, away.reasons as absence,
      case when away.reasons && '{outside_hours,on_leave}' then next_at_work(v.id, ${now}::timestamptz) end as next_at
    from virtual_assistants v cross join lateral (select absence(v, ${now}::timestamptz) as reasons) away
    where v.workspace_id = app_workspace_id() and v.status in ('active', 'invited')
    order by cardinality(away.reasons) > 0, v.name, v.id limit ${mostPeople}`.execute(db)
  const held = (await items(db)
    .where(sql<boolean>`a.status in ('assigned', 'in_progress')`)
    .where('a.assignedToVaId', 'is not', null)
    .orderBy('a.rankAt')
    .orderBy('a.id')
    .limit(mostHeld)
    .execute()) as WorkItem[]
  const waiting = (await items(db)
    .where('a.status', '=', 'pending')
    .where('a.snoozedUntil', 'is', null)
    .orderBy('a.rankAt')
    .orderBy('a.id')
    .limit(mostWaiting)
    .execute()) as WorkItem[]
  const counts = await boardCounts({ db, now })
  return {
    mode: await assignmentMode(db),
    people: people.rows.map((person) => {
      const tasks = held.filter(({ heldById }) => heldById === person.id)
      return { ...person, tasks, load: tasks.reduce((sum, { weight }) => sum + weight, 0) }
    }),
    waiting,
    counts,
  }
}

export async function boardCounts(ctx: Pick<QueryContext, 'db' | 'now'>) {
  const counts = []
  for (const list of boardLists) counts.push({ list, ...(await countWork(ctx, { list })) })
  return counts
}
