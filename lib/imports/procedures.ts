import { z } from 'zod'
import { action, command, query } from '../api/base'
import type { ActionContext } from '../api/context'
import { csvFile } from '../api/csv'
import { once } from '../api/idempotency'
import { withActor } from '../db/with-actor'
import { AppError } from '../errors'
import { timelineOf } from '../events/queries'
import { event } from '../events/schema'
import * as f from '../fields'
import { cancelImport, confirmImport, editCell, resumeImport, saveMapping } from './commands'
import { exportRejected } from './export'
import { withSpooled } from './file/spool'
import { limitWords } from './limits'
import { findImport, findRow, listImports, listRows, reportOf } from './queries'
import { previewOf } from './run/plan'
import * as s from './schema'
import { inspectFile, stageFile } from './staging'

const tags = ['Lead imports']
const permission = 'leads.import' as const
const byId = z.object({ id: f.id })

const upload = z.object({
  query: z.object({
    fileName: f.line(200).default('upload.csv'),
    /** Names the system the file comes from; with a row's external id it is the row's identity. */
    source: f.line(60).default('csv'),
  }),
})

/** The file is read to a temporary place and judged before a transaction begins. */
function takeUpload(ctx: ActionContext, { query }: z.output<typeof upload>) {
  if (!ctx.upload)
    throw new AppError('invalid', 'Send the file as the body, as text/csv or multipart/form-data.')
  return withSpooled(ctx.upload, async (file) => {
    const inspected = await inspectFile(file)
    return withActor(
      ctx.actor,
      ({ tx, db }) => {
        const effect = () => stageFile({ ...ctx, tx, db }, inspected, query)
        if (!ctx.idempotencyKey) return effect()
        const input = { ...query, hash: file.hash }
        const request = {
          actor: ctx.actor,
          procedure: 'imports.upload',
          key: ctx.idempotencyKey,
          input,
        }
        return once(db, request, effect)
      },
      { timeout: 300_000 },
    )
  })
}

export const imports = {
  list: query(
    {
      permission,
      route: { method: 'GET', path: '/lead-imports', summary: 'List imports', tags },
      input: z.object(f.paging),
      output: f.page(s.importItem),
    },
    ({ db }, paging) => listImports(db, paging),
  ),
  upload: action(
    {
      permission,
      route: {
        method: 'POST',
        path: '/lead-imports',
        inputStructure: 'detailed',
        successStatus: 201,
        summary: 'Upload a CSV of leads',
        description: `The body is the file, as text/csv, application/octet-stream or multipart/form-data. ${limitWords} Nothing is imported before it is mapped, checked and confirmed.`,
        tags,
      },
      input: upload,
      output: s.leadImport,
    },
    takeUpload,
  ),
  find: query(
    {
      permission,
      route: { method: 'GET', path: '/lead-imports/{id}', summary: 'One import', tags },
      input: byId,
      output: s.leadImport,
    },
    ({ db, now }, { id }) => findImport(db, id, now),
  ),
  timeline: query(
    {
      permission,
      route: {
        method: 'GET',
        path: '/lead-imports/{id}/events',
        summary: 'What happened to an import',
        tags,
      },
      input: byId,
      output: z.array(event),
    },
    async ({ db, now }, { id }) => {
      await findImport(db, id, now)
      return timelineOf(db, 'import', id)
    },
  ),
  rows: query(
    {
      permission,
      route: { method: 'GET', path: '/lead-imports/{id}/rows', summary: 'Rows of an import', tags },
      input: s.rowFilter,
      output: z.object({
        items: z.array(s.importRow),
        next: z.int().nullable(),
        previous: z.int().nullable(),
      }),
    },
    ({ db }, filter) => listRows(db, filter),
  ),
  row: query(
    {
      permission,
      route: {
        method: 'GET',
        path: '/lead-imports/{id}/rows/{rowNo}',
        summary: 'One row of an import',
        tags,
      },
      input: s.cellEdit.pick({ id: true, rowNo: true }),
      output: s.importRow,
    },
    ({ db }, { id, rowNo }) => findRow(db, id, rowNo),
  ),
  map: command(
    {
      permission,
      route: {
        method: 'PUT',
        path: '/lead-imports/{id}/mapping',
        summary: 'Map the columns and check every row',
        tags,
      },
      input: s.mappingInput,
      output: s.leadImport,
    },
    saveMapping,
  ),
  editCell: command(
    {
      permission,
      route: {
        method: 'PATCH',
        path: '/lead-imports/{id}/rows/{rowNo}',
        summary: 'Type over a cell before importing',
        tags,
      },
      input: s.cellEdit,
      output: s.importRow,
    },
    editCell,
  ),
  preview: query(
    {
      permission,
      route: {
        method: 'GET',
        path: '/lead-imports/{id}/preview',
        summary: 'What confirming would make',
        tags,
      },
      input: byId,
      output: s.preview,
    },
    async ({ db, now }, { id }) => {
      await findImport(db, id, now)
      return previewOf(db, id, now)
    },
  ),
  confirm: command(
    {
      permission,
      route: {
        method: 'POST',
        path: '/lead-imports/{id}/confirmation',
        summary: 'Import the good rows',
        tags,
      },
      input: byId.extend({
        /** How many good rows the person saw; a different number refuses. */
        expectedLeads: z.int().min(0).optional(),
      }),
      output: s.leadImport,
    },
    confirmImport,
  ),
  resume: command(
    {
      permission,
      route: {
        method: 'POST',
        path: '/lead-imports/{id}/resumption',
        summary: 'Wake an import whose worker stopped',
        tags,
      },
      input: byId,
      output: s.leadImport,
    },
    resumeImport,
  ),
  cancel: command(
    {
      permission,
      route: {
        method: 'POST',
        path: '/lead-imports/{id}/cancellation',
        summary: 'Cancel an import',
        tags,
      },
      input: byId,
      output: s.leadImport,
    },
    cancelImport,
  ),
  report: query(
    {
      permission,
      route: {
        method: 'GET',
        path: '/lead-imports/{id}/report',
        summary: 'What an import has made',
        tags,
      },
      input: byId,
      output: s.report,
    },
    ({ db }, { id }) => reportOf(db, id),
  ),
  rejected: query(
    {
      permission,
      route: {
        method: 'GET',
        path: '/lead-imports/{id}/rejected-rows',
        summary: 'The rows that were not imported, as CSV',
        tags,
      },
      input: byId,
      output: csvFile,
    },
    exportRejected,
  ),
}
