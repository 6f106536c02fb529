/** The URL is the state of a table; these say where a control leads. */
export type TableUrl = {
  pathname: string
  /** As Next hands them to the page. */
  params: Record<string, string | string[] | undefined>
}

type Changes = Record<string, string | readonly string[] | null | undefined>

/** A cursor belongs to one order of one set of rows: a change of either begins at the first page. */
const PAGE_PARAMS = ['after', 'before', 'from']

/** Keeps the page: for opening a sheet, or hiding a column. */
export function hrefWith({ pathname, params }: TableUrl, changes: Changes): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...params, ...changes })) {
    const text = typeof value === 'string' ? value : (value?.join(',') ?? '')
    if (text !== '') search.set(name, text)
  }
  // A comma is legal in a query and keeps shared links readable.
  const query = search.toString().replaceAll('%2C', ',')
  return query ? `${pathname}?${query}` : pathname
}

/** Where rows open at the side: the id of one is appended. Relative, as it stands in every row. */
export function openHref(url: TableUrl): string {
  const query = hrefWith({ ...url, pathname: '' }, { open: null })
  return `${query || '?'}${query ? '&' : ''}open=`
}

/** Goes back to the first page: for filters, search and order. */
export function filterHref(url: TableUrl, changes: Changes): string {
  const params = Object.entries(url.params).filter(([name]) => !PAGE_PARAMS.includes(name))
  return hrefWith({ ...url, params: Object.fromEntries(params) }, changes)
}

export function listParam({ params }: TableUrl, name: string): string[] {
  const value = params[name]
  const list = Array.isArray(value) ? value : (value?.split(',') ?? [])
  return list.filter((item) => item !== '')
}

export function textParam({ params }: TableUrl, name: string): string {
  const value = params[name]
  return (Array.isArray(value) ? value[0] : value) ?? ''
}

/** "-value" sorts by value, the largest first. */
export function nextSort(column: string, current: string, firstDescending: boolean): string {
  const [up, down] = [column, `-${column}`]
  if (current === up) return down
  if (current === down) return up
  return firstDescending ? down : up
}
