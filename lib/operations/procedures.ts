import { z } from 'zod'
import { command, query } from '../api/base'
import * as f from '../fields'
import { findOperation, listOperations } from './queries'
import * as s from './schema'
import { undoOperation } from './undo'

const tags = ['Operations']

/** What changed several rows at once and can be taken back as one. */
export const operations = {
  list: query(
    {
      permission: 'partners.read',
      route: {
        method: 'GET',
        path: '/operations',
        summary: 'Bans, rejections and tier moves',
        tags,
      },
      input: s.operationFilter,
      output: f.page(s.operation),
    },
    ({ db }, filter) => listOperations(db, filter),
  ),
  find: query(
    {
      permission: 'partners.read',
      route: { method: 'GET', path: '/operations/{id}', summary: 'One operation', tags },
      input: z.object({ id: f.id }),
      output: s.operation,
    },
    ({ db }, { id }) => findOperation(db, id),
  ),
  undo: command(
    {
      permission: 'operations.undo',
      route: {
        method: 'POST',
        path: '/operations/{id}/undo',
        summary: 'Put back what stands as the operation left it',
        tags,
      },
      input: z.object({ id: f.id, reason: f.prose(500) }),
      output: s.operation,
    },
    undoOperation,
  ),
}
