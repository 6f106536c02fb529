import { z } from 'zod'
import { command, query } from '../../api/base'
import * as f from '../../fields'
import * as s from '../conflict-schema'
import { countConflicts, findConflict, listConflicts } from '../conflicts'
import { conflictStates } from '../labels'
import { ruleConflict } from '../rulings'

const tags = ['Conflicts']

/** Second registrations of a client, for the people who rule. */
export const conflicts = {
  list: query(
    {
      permission: 'leads.rule',
      route: { method: 'GET', path: '/lead-conflicts', summary: 'List conflicts', tags },
      input: s.conflictFilter,
      output: f.page(s.conflictItem),
    },
    listConflicts,
  ),
  counts: query(
    {
      permission: 'leads.rule',
      route: { method: 'GET', path: '/lead-conflicts/counts', summary: 'Conflicts by state', tags },
      input: z.object({}),
      output: z.array(z.object({ state: z.enum(conflictStates), count: z.int() })),
    },
    (ctx) => countConflicts(ctx),
  ),
  find: query(
    {
      permission: 'leads.rule',
      route: {
        method: 'GET',
        path: '/lead-conflicts/{id}',
        summary: 'Both sides of a conflict',
        tags,
      },
      input: z.object({ id: f.id }),
      output: s.conflict,
    },
    (ctx, { id }) => findConflict(ctx, id),
  ),
  rule: command(
    {
      permission: 'leads.rule',
      route: {
        method: 'POST',
        path: '/lead-conflicts/{id}/ruling',
        summary: 'Rule on a conflict',
        tags,
      },
      input: s.ruling,
      output: s.conflict,
    },
    ruleConflict,
  ),
}
