import { z } from 'zod'
import { actionTypes } from '../actions/labels'
import * as f from '../fields'

const about = {
  actionType: z.enum(actionTypes),
  /** For this directory alone; left out, for all. */
  directoryId: f.optional(f.id),
}

export const playbookItem = z.object({
  id: f.id,
  actionType: z.enum(actionTypes),
  directoryId: f.id.nullable(),
  directoryName: z.string().nullable(),
  version: z.int(),
  authorName: z.string(),
  createdAt: f.time,
})
export type PlaybookItem = z.infer<typeof playbookItem>

export const playbook = playbookItem.extend({ body: z.string() })
export type Playbook = z.infer<typeof playbook>

export const playbookFilter = z.object({
  actionType: f.listOf(z.enum(actionTypes)),
  directoryId: f.id.optional(),
  direction: z.enum(['asc', 'desc']).default('desc'),
  ...f.paging,
})
export type PlaybookFilter = z.output<typeof playbookFilter>

export const history = z.object(about)
export const saving = z.object({
  ...about,
  body: f.prose(50_000),
  /** The version that was edited, 0 for the first; refused when there is a newer one by now. */
  after: z.coerce.number().int().min(0).default(0),
})
export const restoring = z.object({ id: f.id })
