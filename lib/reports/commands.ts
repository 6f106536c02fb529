import { sql } from 'kysely'
import { v7 } from 'uuid'
import type { CommandContext } from '../api/context'
import { AppError, notFound } from '../errors'
import { record } from '../events/record'
import { enqueue } from '../jobs/enqueue'
import { metrics as catalogue } from '../metrics/catalogue'
import { rangeOf } from '../metrics/schema'
import { metricsOf } from './filters'
import { runKey } from './keys'
import { findReport, orphaned } from './queries'
import { queueExecution } from './queue'
import { outsidersOf, recordOutsiders } from './recipients'
import { checkSchedule } from './schedule'
import {
  type Definition,
  definition as definitionSchema,
  type ReportEdit,
  type ReportInput,
} from './schema'

const nameOf = ({ metrics }: Definition) =>
  metrics
    .map((key) => catalogue[key as keyof typeof catalogue].label)
    .join(', ')
    .slice(0, 120)

const triggerOf = ({ actor }: CommandContext) => (actor.sessionId ? 'manual' : 'api')

/** What is kept of a definition, in the words of the table. */
const columnsOf = ({ filters, period, ...rest }: Definition) => ({
  metrics: rest.metrics,
  groupBy: rest.groupBy,
  groupLimit: rest.groupLimit,
  interval: rest.interval,
  comparison: rest.comparison,
  filters: JSON.stringify(filters),
  period: JSON.stringify(period),
})

type Timed = { schedule: string | null; timezone?: string | undefined; active: boolean }

function timingOf({ actor, now }: CommandContext, { schedule, timezone, active }: Timed) {
  const zone = timezone ?? actor.workspace.timezone
  const next = schedule ? checkSchedule(schedule, zone, now) : null
  return { schedule, timezone: zone, active, nextRunAt: active ? next : null }
}

/** Keeps a report, and makes it at once unless it is only to be kept. */
export async function createReport(ctx: CommandContext, input: ReportInput) {
  const { db, actor, now } = ctx
  const { startDate, endDate } = input
  const period =
    startDate && endDate ? rangeOf(startDate, endDate, ['startDate', 'endDate']) : input.period
  const definition = definitionSchema.parse({ ...input, period })
  metricsOf(definition)
  const id = v7()
  const { outside, added } = await outsidersOf(ctx, input.recipients, [])
  const name = input.name ?? nameOf(definition)
  await db
    .insertInto('customReports')
    .values({
      id,
      workspaceId: actor.workspace.id,
      name,
      ...columnsOf(definition),
      ...timingOf(ctx, input),
      format: input.format,
      recipients: input.recipients,
      outsideRecipients: outside,
      createdBy: actor.userId,
      createdAt: now,
    })
    .execute()
  await record(ctx, { type: 'report.created', subject: { type: 'report', id }, data: { name } })
  await recordOutsiders(ctx, id, added)
  if (!input.run) return { id, status: 'never_run' as const, executionId: null }
  const executionId = await queueExecution(ctx, actor.workspace.timezone, {
    report: { id, format: input.format, ...definition },
    trigger: triggerOf(ctx),
    send: input.send,
  })
  return { id, status: 'pending' as const, executionId }
}

/** Changes a report; one whose maker has left becomes that of whoever saves it. */
export async function editReport(ctx: CommandContext, { id, ...input }: ReportEdit) {
  const { db, actor } = ctx
  const before = await findReport(db, id)
  const definition = definitionSchema.parse(input)
  metricsOf(definition)
  const { outside, added } = await outsidersOf(ctx, input.recipients, before.outsideRecipients)
  await db
    .updateTable('customReports')
    .set({
      name: input.name,
      ...columnsOf(definition),
      ...timingOf(ctx, input),
      format: input.format,
      recipients: input.recipients,
      outsideRecipients: outside,
      ...(before.orphaned ? { createdBy: actor.userId } : {}),
    })
    .where('id', '=', id)
    .execute()
  await record(ctx, { type: 'report.edited', subject: { type: 'report', id } })
  await recordOutsiders(ctx, id, added)
  return findReport(db, id)
}

/** Pauses a report's schedule, or lets it go on from now. */
export async function switchReport(ctx: CommandContext, id: string, active: boolean) {
  const { db } = ctx
  const { schedule, timezone } = await findReport(db, id)
  await db
    .updateTable('customReports')
    .set(timingOf(ctx, { schedule, timezone, active }))
    .where('id', '=', id)
    .execute()
  await record(ctx, {
    type: 'report.edited',
    subject: { type: 'report', id },
    data: { what: active ? 'resumed' : 'paused' },
  })
  return findReport(db, id)
}

/** Removes a report with all that was made of it; links in mails are dead from now on. */
export async function deleteReport(ctx: CommandContext, id: string) {
  const { db, actor } = ctx
  const { name } = await findReport(db, id)
  const executions = await db
    .selectFrom('reportExecutions')
    .select('id')
    .where('reportId', '=', id)
    .execute()
  await db.deleteFrom('customReports').where('id', '=', id).execute()
  await dropLater(
    ctx,
    actor.workspace.id,
    executions.map((row) => row.id),
  )
  await record(ctx, { type: 'report.deleted', subject: { type: 'report', id }, data: { name } })
  return { deleted: true as const }
}

async function dropLater({ db }: CommandContext, workspaceId: string, executionIds: string[]) {
  for (let at = 0; at < executionIds.length; at += 500)
    await enqueue(db, 'reports.drop-files', {
      workspaceId,
      executionIds: executionIds.slice(at, at + 500),
    })
}

/** Makes a report now; its recipients get it when that is asked for. */
export async function runReport(ctx: CommandContext, id: string, send: boolean) {
  const report = await findReport(ctx.db, id)
  if (report.orphaned) throw new AppError('conflict', orphaned)
  if (send && report.recipients.length === 0)
    throw new AppError('conflict', 'This report has no recipients yet.')
  const executionId = await queueExecution(ctx, ctx.actor.workspace.timezone, {
    report,
    trigger: triggerOf(ctx),
    send,
  })
  return { id, status: 'pending' as const, executionId }
}

/** Tries a failed execution again: the same question about the same days. */
export async function retryExecution(ctx: CommandContext, executionId: string) {
  const { db, actor, now } = ctx
  const row = await db
    .updateTable('reportExecutions')
    .set({
      status: 'pending',
      attempts: 0,
      error: null,
      queuedAt: now,
      startedAt: null,
      finishedAt: null,
      requestedBy: actor.userId,
    })
    .where('id', '=', executionId)
    .where('status', '=', 'failed')
    .returning('reportId')
    .executeTakeFirst()
  if (!row) {
    const known = await db
      .selectFrom('reportExecutions')
      .select('id')
      .where('id', '=', executionId)
      .executeTakeFirst()
    if (!known) throw notFound('execution')
    throw new AppError('conflict', 'Only what has failed can be tried again.')
  }
  await enqueueRun(ctx, executionId)
  await record(ctx, { type: 'report.requested', subject: { type: 'report', id: row.reportId } })
  return { id: row.reportId, status: 'pending' as const, executionId }
}

const enqueueRun = ({ db, actor }: CommandContext, executionId: string) =>
  enqueue(
    db,
    'reports.run',
    { workspaceId: actor.workspace.id, executionId },
    { jobKey: runKey(executionId) },
  )

/** Removes one making of a report: its file, and the links that its mails hold. */
export async function deleteExecution(ctx: CommandContext, executionId: string) {
  const { db, actor } = ctx
  const { rows } = await sql<{ reportId: string }>`
    delete from report_executions where id = ${executionId}::uuid returning report_id`.execute(db)
  const [row] = rows
  if (!row) throw notFound('execution')
  await dropLater(ctx, actor.workspace.id, [executionId])
  await record(ctx, {
    type: 'report.execution_deleted',
    subject: { type: 'report', id: row.reportId },
  })
  return { deleted: true as const }
}
