import { sql } from 'kysely'
import type { QueryContext } from '../api/context'
import type { Db } from '../db/with-actor'
import { notFound } from '../errors'
import { listMacros } from '../macros/queries'
import { proofsOfAction } from '../proofs/queries'
import type { ActionType } from './labels'
import { actionColumns } from './queries'
import { taskFields } from './task-fields'
import { presenceSeconds } from './task-labels'
import type { TaskView } from './task-schema'

type Row = TaskView['action'] & {
  leaseToken: string | null
  leaseExpiresAt: Date | null
  leaseSeconds: number
  mine: boolean
  mayTake: boolean
  directoryId: string | null
  handoverNote: string | null
  reworkOfId: string | null
  companyName: string
  fullName: string
  email: string
  business: Record<string, unknown>
}

const rowOf = (db: Db, id: string) =>
  actionColumns(db)
    .innerJoin('customers as c', (join) =>
      join.onRef('c.workspaceId', '=', 'a.workspaceId').onRef('c.id', '=', 'a.customerId'),
    )
    .leftJoin('submissionQueue as q', (join) =>
      join.onRef('q.workspaceId', '=', 'a.workspaceId').onRef('q.id', '=', 'a.queueItemId'),
    )
    .select([
      'a.estimatedMinutes',
      'a.deadlineAt',
      'a.warnAt',
      'a.snoozedUntil',
      'a.followUpAt',
      'a.blockedReason',
      'a.activeSeconds',
      'a.submissionId as listingId',
      'a.leaseToken',
      'a.leaseExpiresAt',
      'a.directoryId',
      'a.handoverNote',
      'a.reworkOfId',
      'c.companyName',
      'c.fullName',
      'c.email',
      sql<number>`(select lease_seconds from work_settings where workspace_id = a.workspace_id)`.as(
        'leaseSeconds',
      ),
      sql<boolean>`a.status = 'in_progress' and a.assigned_to_va_id = app_va_id()`.as('mine'),
      sql<boolean>`a.status = 'pending' or (a.status = 'assigned' and a.assigned_to_va_id = app_va_id())`.as(
        'mayTake',
      ),
      sql<Record<string, unknown>>`c.business_data || coalesce(q.submission_data, '{}'::jsonb)`.as(
        'business',
      ),
    ])
    .where('a.id', '=', id)
    .executeTakeFirst() as Promise<Row | undefined>

/** In force: the directory's own before that for all, and of each the newest. */
export async function playbookFor(db: Db, type: ActionType, directoryId: string | null) {
  const row = await db
    .selectFrom('playbooks as p')
    .select(['p.version', 'p.body', sql<boolean>`p.directory_id is not null`.as('ofDirectory')])
    .where('p.actionType', '=', type)
    .where(sql<boolean>`(p.directory_id is null or p.directory_id = ${directoryId}::uuid)`)
    .orderBy(sql`p.directory_id is null`)
    .orderBy('p.version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

async function historyOf(db: Db, id: string, listingId: string | null) {
  const rows = await db
    .selectFrom('events')
    .select(['id', 'type', 'actorName', 'data', 'createdAt'])
    .where(
      sql<boolean>`workspace_id = (select app_workspace_id()) and ((subject_type = 'action' and subject_id = ${id}::uuid)
        or (subject_type = 'listing' and subject_id = ${listingId}::uuid))`,
    )
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(60)
    .execute()
  return rows as TaskView['history']
}

async function reworkOf(db: Db, id: string | null) {
  if (!id) return null
  const row = await db
    .selectFrom('actionReviews')
    .select(['feedback', 'reasons', 'score'])
    .where('actionId', '=', id)
    .where('verdict', '=', 'rework')
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

const draftOf = (db: Db, id: string) =>
  db
    .selectFrom('actionDrafts')
    .select(['data', 'late', 'updatedAt'])
    .where('actionId', '=', id)
    .where(sql<boolean>`va_id = app_va_id()`)
    .executeTakeFirst()

const presentAt = (db: Db, id: string, userId: string, now: Date) =>
  db
    .selectFrom('actionPresence')
    .select(['userId', 'name'])
    .where('actionId', '=', id)
    .where('userId', '!=', userId)
    .where('seenAt', '>', new Date(now.getTime() - presenceSeconds * 1000))
    .orderBy('name')
    .execute()

/** As claim_action() wrote down: nothing better than that it is due first. */
const whyOf = (data: Record<string, unknown> | undefined): string[] => {
  if (!data) return []
  const given = Array.isArray(data.why) ? data.why.map(String) : []
  return given.length > 0 ? given : ['due_first']
}

/** A task as its screen shows it, for whoever holds it or may take it. */
export async function findTask(
  { db, actor, now }: QueryContext,
  id: string,
  why: string[] = [],
): Promise<TaskView> {
  const row = await rowOf(db, id)
  if (!row) throw notFound('task')
  const { leaseToken, leaseExpiresAt, leaseSeconds, mine, mayTake, directoryId, ...more } = row
  const { handoverNote, reworkOfId, companyName, fullName, email, business, ...action } = more
  const [playbook, macros, history, proofs, rework, draft, present] = await Promise.all([
    playbookFor(db, action.type, directoryId),
    listMacros(db, actor.userId, action.type),
    historyOf(db, id, action.listingId),
    proofsOfAction(db, id),
    reworkOf(db, reworkOfId),
    draftOf(db, id),
    presentAt(db, id, actor.userId, now),
  ])
  const claimed = mine ? history.find(({ type }) => type === 'action.claimed') : undefined
  const text = (value: unknown) => (typeof value === 'string' && value ? value : null)
  return {
    action,
    token: mine ? leaseToken : null,
    leaseExpiresAt: mine ? leaseExpiresAt : null,
    leaseSeconds,
    mayTake,
    why: why.length > 0 ? why : whyOf(claimed?.data),
    customer: {
      companyName,
      contactName: fullName,
      email,
      phone: text(business.phone),
      languages: Array.isArray(business.languages) ? business.languages.map(String) : [],
    },
    fields: taskFields(action.type, business),
    playbook,
    macros,
    history,
    proofs,
    handoverNote,
    rework,
    draft: draft ? { ...draft, data: draft.data as Record<string, unknown> } : null,
    present,
  }
}
