import { command, query } from '../../api/base'
import { currency } from '../../fields'
import { confirmImport, saveMapping } from '../commands'
import { fieldsOf } from '../fields'
import type { KindName } from '../kinds'
import { findImport } from '../queries'
import * as s from '../schema'
import { summaryOf } from '../summary'
import { byId, commonDoors, placeOfDoors } from './common'

/** All doors of a kind that asks for nothing beside which column fills what. */
export function plainDoors(name: Exclude<KindName, 'leads'>, procedure: string) {
  const { kind, permission, path, tags } = placeOfDoors(name)
  return {
    ...commonDoors(name, procedure),
    map: command(
      {
        permission,
        route: {
          method: 'PUT',
          path: `${path}/{id}/mapping`,
          summary: 'Map the columns and check every row',
          tags,
        },
        input: byId.extend({
          columns: s.columnsOf(fieldsOf(name)),
          /** Of prices that name none; the workspace's unless given. */
          currency: currency.optional(),
        }),
        output: s.importFound,
      },
      (ctx, { currency: given = ctx.actor.workspace.currency, ...input }) =>
        saveMapping(ctx, kind, { ...input, currency: given }),
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
        output: s.summary,
      },
      async ({ db, now }, { id }) => {
        await findImport(db, name, id, now)
        return summaryOf(db, name, id, 'good')
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
        input: s.confirmation,
        output: s.importFound,
      },
      (ctx, input) => confirmImport(ctx, kind, input),
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
        output: s.summary,
      },
      async ({ db, now }, { id }) => {
        await findImport(db, name, id, now)
        return summaryOf(db, name, id, 'imported')
      },
    ),
  }
}
