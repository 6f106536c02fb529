import { z } from 'zod'
import { actionTypes } from '../actions/labels'
import * as f from '../fields'

const fields = {
  name: f.line(80),
  /** For tasks of these types; of every type when empty. */
  actionTypes: z.array(z.enum(actionTypes)).max(12).default([]),
  /** What it fills into the form of the outcome. */
  outcome: z.record(z.string().max(60), z.string().max(4000)).default({}),
  /** May hold {{company}}, {{contact}}, {{directory}}, {{website}} and {{me}}. */
  note: z.string().max(4000, 'Please keep this under 4,000 characters.').default(''),
}

export const macro = z.object({
  id: f.id,
  ...fields,
  name: z.string(),
  /** Somebody's own; otherwise everybody's. */
  own: z.boolean(),
})
export type Macro = z.infer<typeof macro>

type Written = { outcome: Record<string, string>; note: string }
const writes = ({ outcome, note }: Written) => note.trim() !== '' || Object.keys(outcome).length > 0
const nothing = {
  path: ['note'],
  message: 'Say what the macro writes, or which outcome it fills in.',
}

export const macroInput = z.object(fields).refine(writes, nothing)
export const macroEdit = z.object({ id: f.id, ...fields }).refine(writes, nothing)
export type MacroInput = z.output<typeof macroInput>
