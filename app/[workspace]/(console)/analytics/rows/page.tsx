import { formatRange, formatValue } from '@/components/charts/format'
import { PageHeader } from '@/components/shell/page-header'
import { FilterChip } from '@/components/table/filter-chip'
import { textParam } from '@/components/table/table-url'
import { Callout } from '@/components/ui/callout'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { Stat, StatGroup } from '@/components/ui/stat'
import { askInWords } from '@/lib/api/actions'
import { usualRange } from '@/lib/dashboards/ranges'
import { metrics } from '@/lib/metrics/procedures'
import type { RowsTotal } from '@/lib/metrics/rows-schema'
import { dimensionKeys, dimensionLabels, range as rangeSchema } from '@/lib/metrics/schema'
import { isoDate } from '@/lib/time'
import { counted } from '@/lib/words'
import { oneOf } from '../../../_components/list-params'
import { ListTable } from '../../../_components/list-table'
import { type ListPageProps, openList } from '../../../_components/open-list'
import { readFilters } from '../_components/frame'
import { readRows } from '../_components/read-url'
import { recordHref, subjectWords } from '../_components/record-href'
import { rowColumns } from './_components/columns'
import { NoSuchRows } from './_components/no-such-rows'

export const metadata = { title: 'Rows behind a figure' }

const dimensionOf = (filter: string) => oneOf(dimensionKeys, [filter.split(':')[0] ?? ''])?.[0]

export default async function RowsPage(props: ListPageProps) {
  const { slug, actor, url, sort, from, filter } = await openList(
    props,
    'analytics/rows',
    ['at'],
    '-at',
  )
  const { timezone, currency } = actor.workspace
  const asked = readRows(url)
  const metric = textParam(url, 'metric') || 'won_value'
  const range =
    rangeSchema.safeParse({ from: textParam(url, 'since'), to: textParam(url, 'until') }).data ??
    usualRange(isoDate(new Date(), timezone))
  const filters = readFilters(textParam(url, 'where')).filter(({ filter: one }) => dimensionOf(one))
  const selection = asked
    ? { ...asked, ...(asked.cohort ? {} : range) }
    : {
        metric,
        ...range,
        filter: filters.filter(({ not }) => !not).map((one) => one.filter),
        not: filters.filter(({ not }) => not).map((one) => one.filter),
      }
  const { cursor, before, limit } = filter
  const [[refused, page], [wrong, total]] = await Promise.all([
    askInWords(metrics.rows, slug, { ...selection, cursor, before, limit }),
    askInWords(metrics.countRows, slug, selection),
  ])
  if (wrong) return <NoSuchRows slug={slug} error={wrong} />
  if (refused) return <NoSuchRows slug={slug} error={refused} />
  const { oneIn, notes } = total
  return (
    <>
      <PageHeader
        breadcrumb={[{ label: 'Analytics', href: `/${slug}/analytics` }, { label: 'Rows' }]}
        title={total.title}
        description={total.definition}
      />
      <StatGroup label={total.title}>
        <Stat
          label={total.title}
          value={`${oneIn ? 'about ' : ''}${formatValue(total.value, total.unit, currency)}`}
          hint={[
            ...(asked?.cohort ? [] : [formatRange(range)]),
            timezone.replaceAll('_', ' '),
          ].join(', ')}
        />
        <Stat
          label="Made of"
          value={counted(total.count, ...subjectWords[total.subject])}
          hint={
            oneIn
              ? `A sample: one person in ${oneIn}, all of them below.`
              : 'Every one of them is below.'
          }
        />
      </StatGroup>
      {notes.length > 0 && <Callout>{notes.join(' ')}</Callout>}
      <ListTable
        caption={`Rows behind ${total.title}`}
        noun={subjectWords[total.subject]}
        url={url}
        sort={sort}
        from={from}
        page={page}
        total={{ count: total.count }}
        columns={rowColumns(total, actor.workspace, !asked)}
        rowName={(row) => row.label}
        rowLink={(row) => recordHref(slug, url, row)}
        exportHref={exportHref(slug, selection)}
        filters={total.filters.length > 0 && <Filters url={url} filters={total.filters} />}
        empty={
          <EmptyState title="Nothing in these days" icon={<Icon name="chart-column" />}>
            No row counts towards this figure between these days.
          </EmptyState>
        }
      />
    </>
  )
}

type FiltersProps = {
  url: Parameters<typeof FilterChip>[0]['url']
  filters: RowsTotal['filters']
}

/** One chip: what a number was narrowed to is taken off together. */
function Filters({ url, filters }: FiltersProps) {
  const kept = filters.filter(({ not }) => !not)
  const others = filters.filter(({ not }) => not)
  const named = (all: typeof filters) => [
    ...new Set(all.map(({ dimension }) => dimensionLabels[dimension])),
  ]
  return (
    <FilterChip
      url={url}
      param="where"
      label={named(filters).join(' and ')}
      value={[
        ...kept.map(({ label }) => label),
        ...(others.length > 0 ? [`all but ${others.map(({ label }) => label).join(', ')}`] : []),
      ].join(', ')}
    />
  )
}

function exportHref(slug: string, selection: object) {
  const search = new URLSearchParams({ workspace: slug })
  for (const [name, value] of Object.entries(selection))
    for (const one of [value].flat()) if (one !== undefined) search.append(name, String(one))
  return `/api/v1/analytics/rows/export?${search}`
}
