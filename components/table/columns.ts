import type { Cell } from './cells'
import { listParam, type TableUrl } from './table-url'

export type Column<Row> = {
  id: string
  header: string
  /** Text, or what cells.ts makes. */
  cell: (row: Row) => Cell
  /** The name it sorts by, if one can. */
  sort?: string
  /** Numbers, amounts and dates are first wanted largest, newest first. */
  firstDescending?: boolean
  /** Numbers stand at the end, so that their digits line up. */
  align?: 'end'
  width?: string
  /** Not shown until chosen. */
  hidden?: boolean
  /** Always shown: the name of the row, which opens it. */
  fixed?: boolean
}

export type ColumnChoice = Pick<Column<never>, 'id' | 'header' | 'hidden' | 'fixed'>

/** `?cols=owner,value` names what is shown beside the fixed columns. */
export function visibleColumns<C extends ColumnChoice>(columns: readonly C[], url: TableUrl): C[] {
  const chosen = listParam(url, 'cols')
  return columns.filter(({ id, hidden, fixed }) =>
    fixed ? true : chosen.length > 0 ? chosen.includes(id) : !hidden,
  )
}

/** For the column menu, which runs in the browser and needs no cells. */
export const columnChoices = (columns: readonly ColumnChoice[]): ColumnChoice[] =>
  columns.map(({ id, header, hidden, fixed }) => ({ id, header, hidden, fixed }))
