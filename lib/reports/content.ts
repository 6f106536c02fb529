import { sql } from 'kysely'
import type { Actor, Member } from '../auth/actor'
import { hashToken } from '../auth/link-token'
import { type Db, readAs } from '../db/with-actor'
import { AppError, notFound } from '../errors'
import { storage } from '../storage/storage'
import { dataKey, fileKey } from './keys'
import { contentTypes, type Format, limits } from './labels'
import { findReport } from './queries'
import { type ReportData, reportData } from './schema'

async function bytesOf(key: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const stream = await (await storage()).get(key)
  if (!stream) return null
  const parts: Uint8Array[] = []
  for await (const part of stream) parts.push(part)
  return new Uint8Array(Buffer.concat(parts))
}

async function fileOf(key: string, name: string, format: Format): Promise<File> {
  const body = await bytesOf(key)
  if (!body) throw notFound('file')
  return new File([body], name, { type: contentTypes[format] })
}

/** The file of an execution, for staff. */
export async function executionFile(actor: Member, executionId: string): Promise<File> {
  const found = await readAs(actor, (db) =>
    db
      .selectFrom('reportExecutions')
      .select(['fileKey', 'fileName', 'format'])
      .where('id', '=', executionId)
      .executeTakeFirst(),
  )
  if (!found?.fileKey || !found.fileName) throw notFound('file')
  return fileOf(fileKey(actor.workspace.id, executionId), found.fileName, found.format as Format)
}

/** A report, how far its last execution is, and what that one says. */
export async function reportWithData(actor: Member, id: string) {
  const found = await readAs(actor, (db) => findReport(db, id))
  const { last } = found
  const kept = last?.status === 'completed' && last.fileName !== null
  const small = (last?.rows ?? 0) <= limits.dataRows
  const body = kept && small ? await bytesOf(dataKey(actor.workspace.id, last.id)) : null
  const data: ReportData | null = body
    ? reportData.parse(JSON.parse(new TextDecoder().decode(body)))
    : null
  return {
    ...found,
    status: last?.status ?? ('never_run' as const),
    error: last?.error ?? null,
    executionId: last?.id ?? null,
    data,
    file: kept ? `/api/v1/analytics/reports/executions/${last.id}/file` : null,
  }
}

type Linked = {
  workspaceId: string
  executionId: string
  workspaceName: string
  workspaceSlug: string
  workspaceTimezone: string
  reportName: string
  format: Format
  fileName: string | null
  fileBytes: number | null
  periodFrom: string
  periodTo: string
  expiresAt: Date
  open: boolean
}

const unknown = () =>
  new AppError('not_found', 'This link is not valid. Please use the newest mail.')

/** What the link of a mail opens. */
export async function linkedReport(db: Db, token: string, now: Date): Promise<Linked> {
  const { rows } = await sql<Linked>`
    select workspace_id, execution_id, workspace_name, workspace_slug, workspace_timezone, report_name, format, file_name, file_bytes,
      period_from::text as period_from, period_to::text as period_to, expires_at, open
    from report_by_link(${hashToken(token)}, ${now}::timestamptz)`.execute(db)
  if (!rows[0]) throw unknown()
  return rows[0]
}

export async function linkedFile(actor: Actor, token: string, now: Date): Promise<File> {
  const found = await readAs(actor, (db) => linkedReport(db, token, now))
  if (!found.open || !found.fileName)
    throw new AppError('not_found', 'This link has expired. Please use the newest mail.')
  return fileOf(fileKey(found.workspaceId, found.executionId), found.fileName, found.format)
}
