import type { Column, ImportStatus, Mapping } from './schema'

/** From which states a step may be taken. */
export const from = {
  map: ['mapping', 'ready', 'failed'],
  edit: ['ready'],
  confirm: ['ready', 'failed'],
  cancel: ['mapping', 'checking', 'ready', 'importing', 'failed'],
} as const satisfies Record<string, readonly ImportStatus[]>

export const may = (step: keyof typeof from, status: ImportStatus) =>
  (from[step] as readonly ImportStatus[]).includes(status)

/** Fields whose column the file does not have. */
export function missingColumns({ columns: mapped }: Mapping, columns: readonly Column[]) {
  const fields: Record<string, string> = {}
  for (const [field, index] of Object.entries(mapped))
    if (index >= columns.length) fields[`columns.${field}`] = 'The file has no such column.'
  return fields
}
