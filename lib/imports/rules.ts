import { provenDateOrder } from './read/date-order'
import { stageWord } from './read/stages'
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

/** What a mapping still lacks, by field; empty when the check can begin. */
export function mappingObstacles(mapping: Mapping, columns: readonly Column[]) {
  const fields: Record<string, string> = {}
  const { columns: mapped } = mapping
  for (const [field, index] of Object.entries(mapped)) {
    if (index >= columns.length) fields[`columns.${field}`] = 'The file has no such column.'
  }
  if (mapped.partnerName === undefined && mapped.partnerEmail === undefined)
    fields['columns.partnerName'] = 'Choose the column that names the partner, or their e-mail.'
  const words = mapped.stage === undefined ? [] : columns[mapped.stage]?.words
  if (words === null)
    fields['columns.stage'] = 'This column holds more than 50 different values; that is no stage.'
  const unknown = words?.find(({ word }) => !mapping.stages[stageWord(word)])
  if (unknown) fields[`stages.${unknown.word}`] = `Choose what “${unknown.word}” counts as.`
  const { ask } = provenDateOrder(columns, mapped)
  if (ask && !mapping.dateOrder)
    fields.dateOrder = 'These dates could be either way round. Choose what comes first.'
  return fields
}
