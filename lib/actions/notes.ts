import type { z } from 'zod'
import type { CommandContext } from '../api/context'
import { record } from '../events/record'
import { orLate } from './drafts'
import { findHeld } from './held'
import type * as schema from './task-schema'

/** A word for whoever comes after, in the history of the task. */
export const noteTask = (
  ctx: CommandContext,
  { id, token, note }: z.output<typeof schema.noting>,
) =>
  orLate(ctx, { id, data: { note } }, async () => {
    await findHeld(ctx, { id, token })
    await record(ctx, { type: 'action.noted', subject: { type: 'action', id }, data: { note } })
    return { id }
  })
