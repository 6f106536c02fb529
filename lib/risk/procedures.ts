import { z } from 'zod'
import { command, query } from '../api/base'
import * as f from '../fields'
import { editLimits } from './limits'
import { countFlags, findFlag, limitsOf, listFlags } from './queries'
import * as s from './schema'
import { clearFlag, confirmFlag } from './settle'

const tags = ['Risk']

export const risk = {
  list: query(
    {
      permission: 'risk.read',
      route: { method: 'GET', path: '/risk-flags', summary: 'List flags', tags },
      input: s.flagFilter,
      output: f.page(s.flag),
    },
    listFlags,
  ),
  counts: query(
    {
      permission: 'risk.read',
      route: { method: 'GET', path: '/risk-flags/counts', summary: 'Flags by status', tags },
      input: s.flagSelection.omit({ status: true }),
      output: z.array(z.object({ status: z.enum(s.flagStatuses), count: z.int() })),
    },
    ({ db }, selection) => countFlags(db, selection),
  ),
  find: query(
    {
      permission: 'risk.read',
      route: {
        method: 'GET',
        path: '/risk-flags/{id}',
        summary: 'One flag and its evidence',
        tags,
      },
      input: z.object({ id: f.id }),
      output: s.flag,
    },
    (ctx, { id }) => findFlag(ctx, id),
  ),
  clear: command(
    {
      permission: 'risk.review',
      route: { method: 'POST', path: '/risk-flags/{id}/clearance', summary: 'Clear a flag', tags },
      input: s.settling,
      output: s.flag,
    },
    clearFlag,
  ),
  confirm: command(
    {
      permission: 'risk.review',
      route: {
        method: 'POST',
        path: '/risk-flags/{id}/confirmation',
        summary: 'Confirm a flag: rejects the lead’s commissions, or suspends the partner',
        tags,
      },
      input: s.settling,
      output: s.flag,
    },
    confirmFlag,
  ),
  limits: query(
    {
      permission: 'workspace.manage',
      route: { method: 'GET', path: '/limits', summary: 'Limits of protection and risk', tags },
      input: z.object({}),
      output: s.limitsRead,
    },
    ({ db }) => limitsOf(db),
  ),
  editLimits: command(
    {
      permission: 'workspace.manage',
      route: { method: 'PUT', path: '/limits', summary: 'Change the limits', tags },
      input: s.limitsEdit,
      output: s.limitsRead,
    },
    editLimits,
  ),
}
