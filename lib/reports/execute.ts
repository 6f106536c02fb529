import { sql } from 'kysely'
import { v5, v7 } from 'uuid'
import { hashToken, linkToken } from '../auth/link-token'
import { memberOf } from '../auth/member-of'
import { may } from '../auth/permissions'
import { readAs, withSystem } from '../db/with-actor'
import { AppError } from '../errors'
import { record } from '../events/record'
import { enqueue } from '../jobs/enqueue'
import type { TaskPayload } from '../jobs/tasks'
import { log } from '../log'
import { queueMail } from '../mail/queue'
import { storage } from '../storage/storage'
import { DAY_MS } from '../time'
import { fileNameOf, renderFile } from './export/file'
import { dataKey, fileKey, runKey } from './keys'
import { contentTypes, type Format, limits } from './labels'
import { orphaned } from './queries'
import { allowedOf } from './recipients'
import { makeReport } from './run'
import { type Definition, definition as definitionSchema, type ReportData } from './schema'

type Task = TaskPayload<'reports.run'>

const reason = 'makes a report'
const actorOf = (workspaceId: string) => ({ kind: 'system', workspaceId, reason }) as const

type Taken = {
  reportId: string
  name: string
  createdBy: string
  definition: Definition
  format: Format
  send: boolean
  periodFrom: string
  periodTo: string
  attempt: number
}

/** Takes an execution, as a new attempt; whoever had it before can no longer end it. */
async function take({ workspaceId, executionId }: Task, now: Date): Promise<Taken | undefined> {
  const { rows } = await withSystem(workspaceId, reason, ({ db }) =>
    sql<Taken>`
      update report_executions e set status = 'processing', attempts = e.attempts + 1, started_at = coalesce(e.started_at, ${now}::timestamptz)
      from custom_reports r
      where r.workspace_id = e.workspace_id and r.id = e.report_id and e.id = ${executionId}::uuid and e.status in ('pending', 'processing')
      returning e.report_id, r.name, r.created_by, e.definition, e.format, e.send,
        e.period_from::text as period_from, e.period_to::text as period_to, e.attempts as attempt`.execute(
      db,
    ),
  )
  const [found] = rows
  return found && { ...found, definition: definitionSchema.parse(found.definition) }
}

/** The report as its maker would see it now. */
async function compute(workspaceId: string, taken: Taken, now: Date): Promise<ReportData> {
  const maker = await memberOf(workspaceId, taken.createdBy, reason)
  if (!maker || !may(maker, 'analytics.read')) throw new AppError('forbidden', orphaned)
  const range = { from: taken.periodFrom, to: taken.periodTo }
  return readAs(
    maker,
    (db) =>
      makeReport(
        { db, now, workspace: maker.workspace, name: taken.name },
        taken.definition,
        range,
      ),
    { snapshot: true },
  )
}

/** Names the mail of an execution to an address, so that it is written once. */
const mailId = (executionId: string, recipient: string) => v5(`report:${recipient}`, executionId)

type Made = { fileName: string; fileBytes: number; rows: number }

/** Ends an execution and writes its mails, in one transaction and only by the attempt that still holds it. */
async function complete({ workspaceId, executionId }: Task, taken: Taken, made: Made, now: Date) {
  const actor = actorOf(workspaceId)
  await withSystem(workspaceId, reason, async ({ db }) => {
    const row = await db
      .updateTable('reportExecutions')
      .set({
        ...made,
        status: 'completed',
        error: null,
        fileKey: fileKey(workspaceId, executionId),
        finishedAt: now,
        expiresAt: new Date(now.getTime() + limits.fileDays * DAY_MS),
      })
      .where('id', '=', executionId)
      .where('status', '=', 'processing')
      .where('attempts', '=', taken.attempt)
      .returning('id')
      .executeTakeFirst()
    if (!row) return
    const withheld = taken.send ? await mailOut(db, { workspaceId, executionId }, taken, now) : []
    await db
      .updateTable('reportExecutions')
      .set({ withheld })
      .where('id', '=', executionId)
      .execute()
    await record(
      { actor, now, db },
      {
        type: 'report.completed',
        subject: { type: 'report', id: taken.reportId },
        data: { rows: made.rows },
      },
    )
  })
}

type Db = Parameters<typeof allowedOf>[0]

/** A mail and a link of their own for each recipient who may have it; answers those who may not. */
async function mailOut(db: Db, { workspaceId, executionId }: Task, taken: Taken, now: Date) {
  const { recipients, outsideRecipients } = await db
    .selectFrom('customReports')
    .select(['recipients', 'outsideRecipients'])
    .where('id', '=', taken.reportId)
    .executeTakeFirstOrThrow()
  const allowed = await allowedOf(db, workspaceId, recipients, outsideRecipients)
  for (const recipient of allowed) {
    const id = v7()
    const emailId = mailId(executionId, recipient)
    const { numInsertedOrUpdatedRows: written } = await db
      .insertInto('reportLinks')
      .values({
        id,
        workspaceId,
        executionId,
        recipient,
        emailId,
        tokenHash: hashToken(linkToken('report', id)),
        createdAt: now,
        expiresAt: new Date(now.getTime() + limits.linkDays * DAY_MS),
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (!written) continue
    await queueMail(
      { actor: actorOf(workspaceId), now, db },
      { id: emailId, to: recipient, template: 'report-ready', data: { linkId: id } },
    )
  }
  return recipients.filter((recipient) => !allowed.includes(recipient))
}

/** Ends an execution with the reason; a report whose maker has left is no longer made by its schedule. */
async function fail({ workspaceId, executionId }: Task, taken: Taken, message: string, now: Date) {
  await withSystem(workspaceId, reason, async ({ db }) => {
    const row = await db
      .updateTable('reportExecutions')
      .set({ status: 'failed', error: message, finishedAt: now })
      .where('id', '=', executionId)
      .where('status', '=', 'processing')
      .where('attempts', '=', taken.attempt)
      .returning('id')
      .executeTakeFirst()
    if (!row) return
    if (message === orphaned)
      await db
        .updateTable('customReports')
        .set({ active: false, nextRunAt: null })
        .where('id', '=', taken.reportId)
        .execute()
    await record(
      { actor: actorOf(workspaceId), now, db },
      {
        type: 'report.failed',
        subject: { type: 'report', id: taken.reportId },
        data: { reason: message },
      },
    )
  })
}

/** Half a minute, then two. */
const pauseAfter = (attempt: number) => 30_000 * 4 ** (attempt - 1)

async function tryLater({ workspaceId, executionId }: Task, { attempt }: Taken, now: Date) {
  await withSystem(workspaceId, reason, async ({ db }) => {
    const row = await db
      .updateTable('reportExecutions')
      .set({ status: 'pending', error: 'Something went wrong on our side; it is tried again.' })
      .where('id', '=', executionId)
      .where('status', '=', 'processing')
      .where('attempts', '=', attempt)
      .returning('id')
      .executeTakeFirst()
    if (!row) return
    const runAt = new Date(now.getTime() + pauseAfter(attempt))
    const payload = { workspaceId, executionId }
    await enqueue(db, 'reports.run', payload, { jobKey: runKey(executionId), runAt })
  })
}

const gaveUp = `Something went wrong on our side, ${limits.tries} times. Try again; if it stays, tell us.`

/**
 * Makes a report: the figures, the file, then in one transaction the end and the mails. A worker that
 * is killed leaves it to the next one, as another attempt.
 */
export async function runExecution(task: Task, clock: () => Date = () => new Date()) {
  const taken = await take(task, clock())
  if (!taken) return
  if (taken.attempt > limits.tries) return fail(task, taken, gaveUp, clock())
  try {
    const data = await compute(task.workspaceId, taken, clock())
    const body = await renderFile(data, taken.format)
    const files = await storage()
    await files.put(fileKey(task.workspaceId, task.executionId), body, contentTypes[taken.format])
    const json = taken.format === 'json' ? body : await renderFile(data, 'json')
    await files.put(dataKey(task.workspaceId, task.executionId), json, contentTypes.json)
    await complete(
      task,
      taken,
      {
        fileName: fileNameOf(data, taken.format),
        fileBytes: body.length,
        rows: data.rowCount,
      },
      clock(),
    )
  } catch (error) {
    if (error instanceof AppError && error.code !== 'unavailable')
      return fail(task, taken, wordsOf(error), clock())
    log.error({ err: error, ...task, attempt: taken.attempt }, 'a report could not be made')
    if (taken.attempt >= limits.tries) return fail(task, taken, gaveUp, clock())
    await tryLater(task, taken, clock())
  }
}

/** A refusal of a field is that field's sentence: nobody sees the form. */
const wordsOf = ({ message, fields }: AppError) => Object.values(fields ?? {})[0] ?? message
