import type { Drill } from '@/lib/dashboards/as-table'
import type { Comparison, MetricInfo, MetricKey, Range } from '@/lib/metrics/schema'

/** What all widgets of a dashboard are asked with. */
export type BoardFrame = {
  slug: string
  range: Range
  comparison: Comparison
  timezone: string
  /** Whether more of a figure is better. */
  good: Partial<Record<MetricKey, MetricInfo['good']>>
}

type Filter = Drill['filters'][number]

/** `partner:<id>;!tier:gold`, so that any key may stand in an address. */
const writeFilter = ({ dimension, key, not }: Filter) =>
  `${not ? '!' : ''}${dimension}:${encodeURIComponent(key ?? '')}`

export const readFilters = (text: string) =>
  text
    .split(';')
    .filter(Boolean)
    .map((part) => {
      const not = part.startsWith('!')
      const [dimension = '', key = ''] = part.slice(not ? 1 : 0).split(':')
      return { not, filter: `${dimension}:${decodeURIComponent(key)}` }
    })

/** The page of the rows behind a number; different people have none, as who came twice counts once. */
export function drillHref(slug: string, { metric, range, filters }: Drill): string | undefined {
  if (metric === 'people') return undefined
  const search = new URLSearchParams({ metric, since: range.from, until: range.to })
  if (filters.length > 0) search.set('where', filters.map(writeFilter).join(';'))
  return `/${slug}/analytics/rows?${search}`
}
