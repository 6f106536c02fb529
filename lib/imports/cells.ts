import type { z } from 'zod'
import type { ReadContext, StagedCells } from './kind'
import { overlong, valuesOf } from './values'

/** A row being read: the text of its cells, what they hold, and what is wrong with them. */
export function openRow<Field extends string>(
  staged: StagedCells,
  { mapping, width }: Pick<ReadContext, 'mapping' | 'width'>,
) {
  const values = valuesOf(staged, mapping)
  const errors: Record<string, string> = {}
  const beyond = overlong(staged, width)
  if (beyond) errors.row = beyond
  const text = (field: Field) => (values[field] ?? '').trim()
  const fail = (field: Field, message: string) => {
    errors[field] = message
  }
  const read = <T>(field: Field, value: string, schema: z.ZodType<T>): T | null => {
    if (value === '') return null
    const result = schema.safeParse(value)
    if (result.success) return result.data
    fail(field, result.error.issues[0]?.message ?? 'This cannot be read.')
    return null
  }
  return {
    errors,
    text,
    fail,
    /** The cell by a schema; null when it is empty, or wrong and said so. */
    take: <T>(field: Field, schema: z.ZodType<T>) => read(field, text(field), schema),
    /** The same of what belongs on one line, put there. */
    oneLine: <T>(field: Field, schema: z.ZodType<T>) =>
      read(field, text(field).replace(/\s+/g, ' '), schema),
  }
}
