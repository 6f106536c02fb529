import type { Drill } from '@/lib/dashboards/as-table'
import type { MetricInfo } from '@/lib/metrics/answer-schema'
import type { Comparison, MetricKey, Range } from '@/lib/metrics/schema'

/** What all widgets of a dashboard are asked with. */
export type BoardFrame = {
  slug: string
  range: Range
  comparison: Comparison
  timezone: string
  /** Whether more of a figure is better. */
  good: Partial<Record<MetricKey, MetricInfo['good']>>
}

type Filter = Extract<Drill, { metric: MetricKey }>['filters'][number]

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
export function drillHref(slug: string, drill: Drill): string | undefined {
  const search = new URLSearchParams()
  if ('metric' in drill) {
    if (drill.metric === 'people') return undefined
    search.set('metric', drill.metric)
  }
  if (drill.range) {
    search.set('since', drill.range.from)
    search.set('until', drill.range.to)
  }
  if ('rows' in drill)
    for (const [name, value] of Object.entries(drill.rows))
      if (value !== undefined) search.set(name, String(value))
  if ('filters' in drill && drill.filters.length > 0)
    search.set('where', drill.filters.map(writeFilter).join(';'))
  return `/${slug}/analytics/rows?${search}`
}
