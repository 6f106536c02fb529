import { sql } from 'kysely'
import { keyset, type Page, paging, toPage } from '../db/paging'
import type { Db } from '../db/with-actor'
import { notFound } from '../errors'
import type { Format } from './labels'
import { scheduleWords } from './schedule-choice'
import type { Execution, Report } from './schema'

export const orphaned =
  'Whoever made this report may no longer see the figures of this workspace. Save it anew to take it over.'

type Paging = { cursor?: string | undefined; before?: string | undefined; limit: number }

/** An execution as it leaves by the doors, as JSON so that a report can carry its last one. */
const executionJson = sql<Execution>`jsonb_build_object(
  'id', e.id, 'reportId', e.report_id, 'trigger', e.trigger, 'scheduledFor', e.scheduled_for, 'status', e.status, 'format', e.format,
  'send', e.send, 'periodFrom', e.period_from, 'periodTo', e.period_to, 'attempts', e.attempts, 'error', e.error,
  'fileName', case when e.file_key is not null then e.file_name end, 'fileBytes', e.file_bytes, 'rows', e.rows, 'withheld', e.withheld,
  'requestedByName', (select coalesce(nullif(u.name, ''), u.email) from users u where u.id = e.requested_by),
  'queuedAt', e.queued_at, 'startedAt', e.started_at, 'finishedAt', e.finished_at, 'expiresAt', e.expires_at,
  'mails', (select coalesce(jsonb_agg(jsonb_build_object('recipient', l.recipient, 'status', m.status, 'error', m.error) order by l.recipient), '[]')
    from report_links l join emails m on m.workspace_id = l.workspace_id and m.id = l.email_id
    where l.workspace_id = e.workspace_id and l.execution_id = e.id))`

const reports = (db: Db) =>
  db.selectFrom('customReports as r').select([
    'r.id',
    'r.name',
    'r.metrics',
    'r.groupBy',
    'r.groupLimit',
    'r.interval',
    'r.filters',
    'r.period',
    'r.comparison',
    'r.format',
    'r.schedule',
    'r.timezone',
    'r.recipients',
    'r.outsideRecipients',
    'r.active',
    'r.nextRunAt',
    'r.createdAt',
    'r.updatedAt',
    sql<string>`(select coalesce(nullif(u.name, ''), u.email, '') from users u where u.id = r.created_by)`.as(
      'createdByName',
    ),
    sql<boolean>`not exists (select from memberships m where m.workspace_id = r.workspace_id and m.user_id = r.created_by
        and m.status = 'active' and m.role in ('owner', 'admin', 'manager'))`.as('orphaned'),
    sql<Execution | null>`(select ${executionJson} from report_executions e
        where e.workspace_id = r.workspace_id and e.report_id = r.id order by e.queued_at desc, e.id desc limit 1)`.as(
      'last',
    ),
  ])

type Found = Awaited<ReturnType<ReturnType<typeof reports>['execute']>>[number]

const revive = (execution: Execution): Execution => ({
  ...execution,
  scheduledFor: execution.scheduledFor && new Date(execution.scheduledFor),
  queuedAt: new Date(execution.queuedAt),
  startedAt: execution.startedAt && new Date(execution.startedAt),
  finishedAt: execution.finishedAt && new Date(execution.finishedAt),
  expiresAt: execution.expiresAt && new Date(execution.expiresAt),
})

const asReport = (row: Found): Report =>
  ({
    ...row,
    createdByName: row.createdByName ?? 'Somebody who has left',
    scheduleWords: row.schedule && scheduleWords(row.schedule, row.timezone),
    last: row.last && revive(row.last),
  }) as Report

/** The newest first. */
export async function listReports(db: Db, page: Paging): Promise<Page<Report>> {
  const rows = await keyset(reports(db), {
    column: 'r.createdAt',
    id: 'r.id',
    kind: 'time',
    direction: 'desc',
    ...paging(page),
  }).execute()
  const { items, ...edges } = toPage(rows, page)
  return { ...edges, items: items.map(asReport) }
}

export async function findReport(db: Db, id: string): Promise<Report> {
  const row = await reports(db).where('r.id', '=', id).executeTakeFirst()
  if (!row) throw notFound('report')
  return asReport(row)
}

/** How a report was made so far, the newest first. */
export async function executionsOf(db: Db, id: string, page: Paging): Promise<Page<Execution>> {
  await findReport(db, id)
  const found = db
    .selectFrom('reportExecutions as e')
    .select(['e.id', executionJson.as('execution')])
    .where('e.reportId', '=', id)
  const rows = await keyset(found, {
    column: 'e.queuedAt',
    id: 'e.id',
    kind: 'time',
    direction: 'desc',
    ...paging(page),
  }).execute()
  const { items, ...edges } = toPage(rows, page)
  return { ...edges, items: items.map(({ execution }) => revive(execution)) }
}

type Sent = {
  name: string
  format: Format
  periodFrom: string
  periodTo: string
  fileKey: string
  fileName: string
  fileBytes: number
  expiresAt: Date
}

/** What a mail to a recipient is about; nothing once its link or its file is gone. */
export async function sentReport(db: Db, linkId: string): Promise<Sent | undefined> {
  const { rows } = await sql<Sent>`
    select r.name, e.format, e.period_from::text as period_from, e.period_to::text as period_to, e.file_key, e.file_name, e.file_bytes, l.expires_at
    from report_links l
    join report_executions e on e.workspace_id = l.workspace_id and e.id = l.execution_id
    join custom_reports r on r.workspace_id = e.workspace_id and r.id = e.report_id
    where l.id = ${linkId}::uuid and e.file_key is not null
      and may_receive_report(l.workspace_id, l.recipient, r.outside_recipients)`.execute(db)
  return rows[0]
}
