import { z } from 'zod'
import { command, query } from '../../api/base'
import * as f from '../../fields'
import { addLeave, removeLeave } from '../leave'
import { findAssistant } from '../queries'
import * as s from '../schema'
import { editSelf, ownId } from '../self'

const tags = ['Tasks']

/** The asking virtual assistant as a person: their hours, languages and leave. */
export const self = {
  find: query(
    {
      permission: 'tasks.work',
      route: {
        method: 'GET',
        path: '/tasks/profile',
        summary: 'Your skills, hours and leave',
        tags,
      },
      input: z.object({}),
      output: s.assistant,
    },
    (ctx) => findAssistant(ctx.db, ownId(ctx), ctx.now),
  ),
  edit: command(
    {
      permission: 'tasks.work',
      route: {
        method: 'PATCH',
        path: '/tasks/profile',
        summary: 'Change your name, languages, time zone and hours',
        tags,
      },
      input: s.ownPatch,
      output: s.assistant,
    },
    editSelf,
  ),
  addLeave: command(
    {
      permission: 'tasks.work',
      route: {
        method: 'POST',
        path: '/tasks/leave',
        successStatus: 201,
        summary: 'Enter leave of yours',
        tags,
      },
      input: s.leaveInput,
      output: s.assistant,
    },
    async (ctx, input) => {
      await addLeave(ctx, ownId(ctx), input)
      return findAssistant(ctx.db, ownId(ctx), ctx.now)
    },
  ),
  removeLeave: command(
    {
      permission: 'tasks.work',
      route: {
        method: 'DELETE',
        path: '/tasks/leave/{leaveId}',
        summary: 'Remove leave of yours',
        tags,
      },
      input: z.object({ leaveId: f.id }),
      output: s.assistant,
    },
    async (ctx, { leaveId }) => {
      await removeLeave(ctx, ownId(ctx), leaveId)
      return findAssistant(ctx.db, ownId(ctx), ctx.now)
    },
  ),
}
