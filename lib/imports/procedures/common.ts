import { z } from 'zod'
import { action, command, query } from '../../api/base'
import { csvFile } from '../../api/csv'
import { timelineOf } from '../../events/queries'
import { event } from '../../events/schema'
import * as f from '../../fields'
import { cancelImport, editCell, resumeImport } from '../commands'
import { exportRejected } from '../export'
import { fieldsOf } from '../fields'
import { type KindName, kindLabels, kindNouns, kindPaths } from '../kinds'
import { limitWords } from '../limits'
import { findImport, findRow, listImports, listRows } from '../queries'
import { kindOf } from '../registry'
import * as s from '../schema'
import { takeUpload, upload } from './upload'

export const byId = z.object({ id: f.id })

/** What the doors of a kind have in common: where they are, and who may open them. */
export const placeOfDoors = (name: KindName) => ({
  kind: kindOf(name),
  permission: kindOf(name).permission,
  path: `/${kindPaths[name]}` as const,
  tags: [`${kindLabels[name].replace(/(ie)?s$/, (end) => (end === 'ies' ? 'y' : ''))} imports`],
})

/** The doors that are the same for every kind; `procedure` is their noun in the router. */
export function commonDoors(name: KindName, procedure: string) {
  const { kind, permission, path, tags } = placeOfDoors(name)
  return {
    list: query(
      {
        permission,
        route: { method: 'GET', path, summary: 'List imports', tags },
        input: z.object(f.paging),
        output: f.page(s.importItem),
      },
      ({ db }, paging) => listImports(db, [name], paging),
    ),
    upload: action(
      {
        permission,
        route: {
          method: 'POST',
          path,
          inputStructure: 'detailed',
          successStatus: 201,
          summary: `Upload a CSV of ${kindNouns[name][1]}`,
          description: `The body is the file, as text/csv, application/octet-stream or multipart/form-data. ${limitWords} Nothing is imported before it is mapped, checked and confirmed.`,
          tags,
        },
        input: upload,
        output: s.importFound,
      },
      (ctx, input) => takeUpload(ctx, kind, `${procedure}.upload`, input),
    ),
    find: query(
      {
        permission,
        route: { method: 'GET', path: `${path}/{id}`, summary: 'One import', tags },
        input: byId,
        output: s.importFound,
      },
      ({ db, now }, { id }) => findImport(db, name, id, now),
    ),
    timeline: query(
      {
        permission,
        route: {
          method: 'GET',
          path: `${path}/{id}/events`,
          summary: 'What happened to an import',
          tags,
        },
        input: byId,
        output: z.array(event),
      },
      async ({ db, now }, { id }) => {
        await findImport(db, name, id, now)
        return timelineOf(db, 'import', id)
      },
    ),
    rows: query(
      {
        permission,
        route: { method: 'GET', path: `${path}/{id}/rows`, summary: 'Rows of an import', tags },
        input: s.rowFilter,
        output: z.object({
          items: z.array(s.importRow),
          next: z.int().nullable(),
          previous: z.int().nullable(),
        }),
      },
      ({ db }, filter) => listRows(db, name, filter),
    ),
    row: query(
      {
        permission,
        route: {
          method: 'GET',
          path: `${path}/{id}/rows/{rowNo}`,
          summary: 'One row of an import',
          tags,
        },
        input: s.rowOfImport,
        output: s.importRow,
      },
      ({ db }, { id, rowNo }) => findRow(db, name, id, rowNo),
    ),
    editCell: command(
      {
        permission,
        route: {
          method: 'PATCH',
          path: `${path}/{id}/rows/{rowNo}`,
          summary: 'Type over a cell before importing',
          tags,
        },
        input: s.cellEdit(fieldsOf(name)),
        output: s.importRow,
      },
      (ctx, input) => editCell(ctx, kind, input),
    ),
    resume: command(
      {
        permission,
        route: {
          method: 'POST',
          path: `${path}/{id}/resumption`,
          summary: 'Wake an import whose worker stopped',
          tags,
        },
        input: byId,
        output: s.importFound,
      },
      (ctx, input) => resumeImport(ctx, kind, input),
    ),
    cancel: command(
      {
        permission,
        route: {
          method: 'POST',
          path: `${path}/{id}/cancellation`,
          summary: 'Cancel an import',
          tags,
        },
        input: byId,
        output: s.importFound,
      },
      (ctx, input) => cancelImport(ctx, kind, input),
    ),
    rejected: query(
      {
        permission,
        route: {
          method: 'GET',
          path: `${path}/{id}/rejected-rows`,
          summary: 'The rows that were not imported, as CSV',
          tags,
        },
        input: byId,
        output: csvFile,
      },
      (ctx, input) => exportRejected(ctx, name, input),
    ),
  }
}
