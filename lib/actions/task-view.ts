import { sql } from 'kysely'
import type { QueryContext } from '../api/context'
import { notFound } from '../errors'
import { taskFields } from './task-fields'
import type { TaskContent } from './task-schema'

/** What task_view() in 96-task-view.sql answers. */
export type TaskRow = Omit<TaskContent, 'customer' | 'fields' | 'why'> & {
  companyName: string
  contactName: string
  email: string
  business: Record<string, unknown>
}

/** As claim_action() wrote down: nothing better than that it is due first. */
const whyOf = (data: Record<string, unknown> | undefined): string[] => {
  if (!data) return []
  const given = Array.isArray(data.why) ? data.why.map(String) : []
  return given.length > 0 ? given : ['due_first']
}

const text = (value: unknown) => (typeof value === 'string' && value ? value : null)

/** A task for its screen; `why` it is this one, unless its history says so. */
export function viewOf(row: TaskRow, why: string[] = []): TaskContent {
  const { companyName, contactName, email, business, ...task } = row
  const claimed =
    task.token && why.length === 0
      ? task.history.find(({ type }) => type === 'action.claimed')
      : undefined
  return {
    ...task,
    why: why.length > 0 ? why : whyOf(claimed?.data),
    customer: {
      companyName,
      contactName,
      email,
      phone: text(business.phone),
      languages: Array.isArray(business.languages) ? business.languages.map(String) : [],
    },
    fields: taskFields(task.action.type, business),
  }
}

/** A task for whoever holds it or may take it. */
export async function findTask({ db, now }: QueryContext, id: string): Promise<TaskContent> {
  const { rows } = await sql<{ task: TaskRow | null }>`
    select task_view(${id}::uuid, ${now}::timestamptz) as task`.execute(db)
  const task = rows[0]?.task
  if (!task) throw notFound('task')
  return viewOf(task)
}
