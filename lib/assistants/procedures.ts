import { z } from 'zod'
import { command, query } from '../api/base'
import { csvFile } from '../api/csv'
import { timelineOf } from '../events/queries'
import { event } from '../events/schema'
import * as f from '../fields'
import {
  bringBack,
  editAssistant,
  inviteAssistant,
  resendTo,
  revokeFrom,
  takeOut,
} from './commands'
import { exportAssistants } from './export'
import { addLeave, removeLeave } from './leave'
import { countAssistants, facetsOf, findForStaff, listAssistants } from './queries'
import { routingOf } from './routing'
import * as s from './schema'

const tags = ['Virtual assistants']
const byId = z.object({ id: f.id })

export const assistants = {
  list: query(
    {
      permission: 'assistants.read',
      route: { method: 'GET', path: '/assistants', summary: 'List virtual assistants', tags },
      input: s.filter,
      output: f.page(s.item),
    },
    ({ db, now }, filter) => listAssistants(db, filter, now),
  ),
  count: query(
    {
      permission: 'assistants.read',
      route: {
        method: 'GET',
        path: '/assistants/count',
        summary: 'Count virtual assistants',
        tags,
      },
      input: s.selection,
      output: f.cappedCount,
    },
    ({ db, now }, selection) => countAssistants(db, selection, now),
  ),
  export: query(
    {
      permission: 'assistants.read',
      route: {
        method: 'GET',
        path: '/assistants/export',
        summary: 'Virtual assistants as CSV',
        tags,
      },
      input: s.filter.omit({ cursor: true, before: true, limit: true }),
      output: csvFile,
    },
    (ctx, filter) => exportAssistants(ctx, filter),
  ),
  facets: query(
    {
      permission: 'assistants.read',
      route: {
        method: 'GET',
        path: '/assistants/facets',
        summary: 'Skills and languages that anybody has or some task asks for',
        tags,
      },
      input: z.object({}),
      output: s.facets,
    },
    ({ db }) => facetsOf(db),
  ),
  find: query(
    {
      permission: 'assistants.read',
      route: { method: 'GET', path: '/assistants/{id}', summary: 'One virtual assistant', tags },
      input: byId,
      output: s.assistant,
    },
    ({ db, now }, { id }) => findForStaff(db, id, now),
  ),
  timeline: query(
    {
      permission: 'assistants.read',
      route: {
        method: 'GET',
        path: '/assistants/{id}/events',
        summary: 'What happened to a virtual assistant',
        tags,
      },
      input: byId,
      output: z.array(event),
    },
    async ({ db, now }, { id }) => {
      await findForStaff(db, id, now)
      return timelineOf(db, 'assistant', id)
    },
  ),
  invite: command(
    {
      permission: 'assistants.manage',
      route: {
        method: 'POST',
        path: '/assistants',
        successStatus: 201,
        summary: 'Invite a virtual assistant',
        tags,
      },
      input: s.invitation,
      output: s.assistant,
    },
    inviteAssistant,
  ),
  edit: command(
    {
      permission: 'assistants.manage',
      route: {
        method: 'PATCH',
        path: '/assistants/{id}',
        summary: 'Edit a virtual assistant',
        tags,
      },
      input: s.patch.extend({ id: f.id }),
      output: s.assistant,
    },
    editAssistant,
  ),
  resend: door('resending', 'Send the invitation again', resendTo),
  revoke: door('revocation', 'Take the invitation back', revokeFrom),
  takeOut: door('departure', 'Take somebody out of the team; their tasks go back', takeOut),
  bringBack: door('return', 'Invite somebody back who left', bringBack),
  addLeave: command(
    {
      permission: 'assistants.manage',
      route: {
        method: 'POST',
        path: '/assistants/{id}/leave',
        successStatus: 201,
        summary: 'Enter leave of a virtual assistant',
        tags,
      },
      input: z.intersection(byId, s.leaveInput),
      output: s.assistant,
    },
    async (ctx, { id, ...input }) => {
      await addLeave(ctx, id, input)
      return findForStaff(ctx.db, id, ctx.now)
    },
  ),
  removeLeave: command(
    {
      permission: 'assistants.manage',
      route: {
        method: 'DELETE',
        path: '/assistants/{id}/leave/{leaveId}',
        summary: 'Remove leave of a virtual assistant',
        tags,
      },
      input: byId.extend({ leaveId: f.id }),
      output: s.assistant,
    },
    async (ctx, { id, leaveId }) => {
      await removeLeave(ctx, id, leaveId)
      return findForStaff(ctx.db, id, ctx.now)
    },
  ),
  routing: query(
    {
      permission: 'assistants.read',
      route: {
        method: 'GET',
        path: '/actions/{id}/routing',
        summary: 'Who may take a pending action, why the others may not, and what would help',
        tags: ['Pending actions'],
      },
      input: byId,
      output: s.routing,
    },
    ({ db, now }, { id }) => routingOf(db, id, now),
  ),
}

function door(path: string, summary: string, run: typeof takeOut) {
  return command(
    {
      permission: 'assistants.manage',
      route: { method: 'POST', path: `/assistants/{id}/${path}`, summary, tags },
      input: byId,
      output: s.assistant,
    },
    run,
  )
}
