import { plainWord } from '../plain-word'
import { missingColumns } from '../rules'
import type { Column, Mapping } from '../schema'
import { provenDateOrder } from './read/date-order'

/** What a mapping still lacks, by field; empty when the check can begin. */
export function mappingObstacles(mapping: Mapping, columns: readonly Column[]) {
  const fields = missingColumns(mapping, columns)
  const { columns: mapped } = mapping
  if (mapped.partnerName === undefined && mapped.partnerEmail === undefined)
    fields['columns.partnerName'] = 'Choose the column that names the partner, or their e-mail.'
  const words = mapped.stage === undefined ? [] : columns[mapped.stage]?.words
  if (words === null)
    fields['columns.stage'] = 'This column holds more than 50 different values; that is no stage.'
  const unknown = words?.find(({ word }) => !mapping.stages[plainWord(word)])
  if (unknown) fields[`stages.${unknown.word}`] = `Choose what “${unknown.word}” counts as.`
  const { ask } = provenDateOrder(columns, mapped)
  if (ask && !mapping.dateOrder)
    fields.dateOrder = 'These dates could be either way round. Choose what comes first.'
  return fields
}
