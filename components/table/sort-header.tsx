import type { Column } from './columns'
import { filterHref, nextSort, type TableUrl } from './table-url'

type SortHeaderProps<Row> = { column: Column<Row>; url: TableUrl; sort: string }

export function SortHeader<Row>({ column, url, sort }: SortHeaderProps<Row>) {
  const { header, align, width, sort: name, firstDescending = false } = column
  const direction =
    name && sort === name ? 'ascending' : name && sort === `-${name}` ? 'descending' : undefined
  return (
    <th scope="col" aria-sort={direction} data-align={align} style={width ? { width } : undefined}>
      {name ? (
        <a href={filterHref(url, { sort: nextSort(name, sort, firstDescending) })}>{header}</a>
      ) : (
        header
      )}
    </th>
  )
}
