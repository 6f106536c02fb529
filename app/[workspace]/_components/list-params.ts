import { type TableUrl, textParam } from '@/components/table/table-url'

export type SearchParams = Promise<Record<string, string | string[] | undefined>>

export const pageSize = 50

/**
 * Order and page of a list, as its URL says them: `?sort=-value&after=…`. What a list does not
 * know falls back to its usual order, so that an old link still opens.
 */
export function listParams<S extends string>(
  url: TableUrl,
  sorts: readonly S[],
  usual: `${'' | '-'}${NoInfer<S>}`,
) {
  const asked = textParam(url, 'sort')
  const column = sorts.find((name) => name === asked.replace(/^-/, ''))
  const sort: string = column ? asked : usual
  const cursor = textParam(url, 'after') || undefined
  return {
    sort,
    from: Math.max(1, Number(textParam(url, 'from')) || 1),
    filter: {
      sort: sort.replace(/^-/, '') as S,
      direction: sort.startsWith('-') ? ('desc' as const) : ('asc' as const),
      cursor,
      before: cursor ? undefined : textParam(url, 'before') || undefined,
      limit: pageSize,
    },
  }
}

/** Only the values that exist, so that a mistyped link shows the list rather than an error. */
export const oneOf = <T extends string>(
  values: readonly T[],
  asked: readonly string[],
): T[] | undefined => {
  const known = values.filter((value) => asked.includes(value))
  return known.length > 0 ? known : undefined
}

/** Whether any filter narrows a list. */
export const isFiltered = (selection: object) =>
  Object.values(selection).some((value) => value !== undefined)

const pageOnly = ['cursor', 'before', 'limit']

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
export const idParam = (url: TableUrl, name: string): string | undefined => {
  const value = textParam(url, name)
  return uuid.test(value) ? value : undefined
}

export const dayParam = (url: TableUrl, name: string): string | undefined => {
  const value = textParam(url, name)
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined
}

/** A file of what a list shows: its filter and order, from the first row to the last. */
export const exportHref = (
  resource: string,
  slug: string,
  filter: Record<string, unknown>,
): string => {
  const search = new URLSearchParams({ workspace: slug })
  for (const [name, value] of Object.entries(filter))
    if (value !== undefined && value !== null && value !== '' && !pageOnly.includes(name))
      search.set(name, Array.isArray(value) ? value.join(',') : String(value))
  return `/api/v1/${resource}/export?${search}`
}
