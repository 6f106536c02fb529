import { z } from 'zod'
import { command, query } from '../api/base'
import { may } from '../auth/permissions'
import { notFound } from '../errors'
import * as f from '../fields'
import { confirmImport, saveMapping } from './commands'
import { importKinds } from './kinds'
import { previewOf } from './leads/plan'
import { reportOf } from './leads/report'
import { preview, report } from './leads/schema'
import { byId, commonDoors, placeOfDoors } from './procedures/common'
import { plainDoors } from './procedures/plain'
import { findImport, kindOfImport, listImports } from './queries'
import { kindOf } from './registry'
import * as s from './schema'

const { kind, permission, path, tags } = placeOfDoors('leads')

export const imports = {
  ...commonDoors('leads', 'imports'),
  map: command(
    {
      permission,
      route: {
        method: 'PUT',
        path: `${path}/{id}/mapping`,
        summary: 'Map the columns and check every row',
        tags,
      },
      input: s.leadMappingInput,
      output: s.importFound,
    },
    (ctx, input) => saveMapping(ctx, kind, input),
  ),
  preview: query(
    {
      permission,
      route: {
        method: 'GET',
        path: `${path}/{id}/preview`,
        summary: 'What confirming would make',
        tags,
      },
      input: byId,
      output: preview,
    },
    async ({ db, now }, { id }) => {
      await findImport(db, 'leads', id, now)
      return previewOf(db, id, now)
    },
  ),
  confirm: command(
    {
      permission,
      route: {
        method: 'POST',
        path: `${path}/{id}/confirmation`,
        summary: 'Import the good rows',
        tags,
      },
      input: byId.extend({
        /** How many good rows the person saw; a different number refuses. */
        expectedLeads: z.int().min(0).optional(),
      }),
      output: s.importFound,
    },
    (ctx, { id, expectedLeads }) => confirmImport(ctx, kind, { id, expectedRows: expectedLeads }),
  ),
  report: query(
    {
      permission,
      route: {
        method: 'GET',
        path: `${path}/{id}/report`,
        summary: 'What an import has made',
        tags,
      },
      input: byId,
      output: report,
    },
    ({ db }, { id }) => reportOf(db, id),
  ),
}

export const customerImports = plainDoors('customers', 'customerImports')
export const directoryImports = plainDoors('directories', 'directoryImports')

type Importer = Parameters<typeof may>[0]
const kindsFor = (actor: Importer) =>
  importKinds.filter((name) => may(actor, kindOf(name).permission))

/** Imports of every kind that the person may import. */
export const allImports = {
  list: query(
    {
      permission: 'leads.import',
      route: {
        method: 'GET',
        path: '/imports',
        summary: 'List imports of every kind',
        tags: ['Imports'],
      },
      input: z.object(f.paging),
      output: f.page(s.importItem),
    },
    ({ db, actor }, paging) => listImports(db, kindsFor(actor), paging),
  ),
  find: query(
    {
      permission: 'leads.import',
      route: {
        method: 'GET',
        path: '/imports/{id}',
        summary: 'An import of any kind',
        tags: ['Imports'],
      },
      input: byId,
      output: s.importFound,
    },
    async ({ db, actor, now }, { id }) => {
      const name = await kindOfImport(db, id)
      if (!kindsFor(actor).includes(name)) throw notFound('import')
      return findImport(db, name, id, now)
    },
  ),
}
