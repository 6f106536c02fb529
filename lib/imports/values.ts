import type { StagedCells } from './kind'
import type { Mapping } from './schema'

/** The text of every mapped or edited field. */
export function valuesOf({ cells, edits }: StagedCells, { columns }: Pick<Mapping, 'columns'>) {
  const values: Record<string, string> = {}
  for (const [field, index] of Object.entries(columns)) values[field] = cells[index] ?? ''
  return Object.assign(values, edits)
}

/** What stands beyond the columns that the header names is lost text, and most likely a missing quote. */
export function overlong({ cells }: StagedCells, width: number): string | undefined {
  return cells.slice(width).some((cell) => cell.trim() !== '')
    ? `This row has ${cells.length} cells, but the file has ${width} columns.`
    : undefined
}
