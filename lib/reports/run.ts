import type { Workspace } from '../auth/actor'
import type { Db } from '../db/with-actor'
import type { metrics as catalogue, Metric } from '../metrics/catalogue'
import { buckets, compared } from '../metrics/days'
import { filterWords } from '../metrics/filters'
import { errorWords } from '../metrics/rules'
import { dimensionLabels, type Range } from '../metrics/schema'
import { formatMonth, isoDate } from '../time'
import { counted } from '../words'
import { metricsOf } from './filters'
import { limits } from './labels'
import { type Measured, measure } from './measure'
import { rangeWords } from './period'
import type { Column, DataRow, Definition, ReportData } from './schema'

type Value = number | null
type Both = { now: Measured; before: Measured | undefined; metric: Metric }
type Group = { key: string | null; label: string }
type Pick = (measured: Measured) => Value

const intervalHeads = { day: 'Day', week: 'Week from', month: 'Month' } as const

function columnsOf(definition: Definition, metrics: readonly Metric[]): Column[] {
  const { interval, groupBy, comparison } = definition
  const columns: Column[] = []
  if (interval)
    columns.push({
      key: 'day',
      label: intervalHeads[interval],
      type: 'date',
      role: 'interval',
      metric: null,
    })
  if (groupBy)
    columns.push({
      key: 'group',
      label: dimensionLabels[groupBy],
      type: 'text',
      role: 'group',
      metric: null,
    })
  for (const [at, { label, unit }] of metrics.entries()) {
    const key = definition.metrics[at] as string
    const metric = definition.metrics[at] ?? null
    columns.push({ key, label, type: unit, role: 'value', metric })
    if (comparison === 'none') continue
    columns.push(
      { key: `${key}_before`, label: `${label}, before`, type: unit, role: 'before', metric },
      {
        key: `${key}_change`,
        label: `${label}, change`,
        type: unit === 'percent' ? 'points' : 'percent',
        role: 'change',
        metric,
      },
    )
  }
  return columns
}

const rounded = (value: number) => Math.round(value * 100) / 100

/** By how much a figure has changed: a share in points, anything else in percent of what it was. */
function change(value: Value, before: Value, { unit }: Metric): Value {
  if (value === null || before === null) return null
  if (unit === 'percent') return rounded(value - before)
  return before === 0 ? null : rounded(((value - before) / Math.abs(before)) * 100)
}

function cellsOf(figures: readonly Both[], pick: Pick): DataRow {
  const row: DataRow = {}
  for (const { now, before, metric } of figures) {
    const value = pick(now)
    row[now.metric] = value
    if (!before) continue
    row[`${now.metric}_before`] = pick(before)
    row[`${now.metric}_change`] = change(value, pick(before), metric)
  }
  return row
}

const valueAt =
  (key: string | null, place: number): Pick =>
  ({ cells, adds }) =>
    cells.get(key)?.get(place) ?? (adds ? 0 : null)

/** What keys have together that are not shown; rates cannot be added up. */
const restAt =
  (hidden: readonly Group[], place: number): Pick =>
  ({ cells, rest, adds }) =>
    adds
      ? hidden.reduce(
          (sum, { key }) => sum + (cells.get(key)?.get(place) ?? 0),
          rest.get(place) ?? 0,
        )
      : null

function groupsOf(figures: readonly Both[]): Group[] {
  const all = new Map<string | null, Group>()
  for (const measured of [...figures.map(({ now }) => now), ...figures.map((f) => f.before)])
    for (const group of measured?.groups ?? []) if (!all.has(group.key)) all.set(group.key, group)
  return [...all.values()]
}

const isThere = (figures: readonly Both[], key: string | null, place: number) =>
  figures.some(
    ({ now, before }) => now.cells.get(key)?.has(place) || before?.cells.get(key)?.has(place),
  )

const isEmpty = (row: DataRow) => Object.values(row).every((value) => value === 0 || value === null)

function rowsAt(
  figures: readonly Both[],
  [shown, hidden]: readonly [Group[], Group[]],
  place: number,
  day: string | null,
): DataRow[] {
  const start: DataRow = day === null ? {} : { day }
  const rows = shown
    .filter(({ key }) => day === null || isThere(figures, key, place))
    .map(
      ({ key, label }): DataRow => ({
        ...start,
        group: label,
        group_key: key,
        ...cellsOf(figures, valueAt(key, place)),
      }),
    )
  const other = cellsOf(figures, restAt(hidden, place))
  if (hidden.length > 0 && (day === null || !isEmpty(other)))
    rows.push({ ...start, group: 'Other', group_key: null, ...other })
  return rows
}

const dayWords = (day: string, interval: Definition['interval']) =>
  interval === 'month'
    ? formatMonth(`${day}T12:00:00Z`, 'UTC')
    : `${interval === 'week' ? 'Week from ' : ''}${rangeWords({ from: day, to: day })}`

function sectionsOf(
  figures: readonly Both[],
  { interval, groupBy, groupLimit }: Definition,
  range: Range,
): ReportData['sections'] {
  const whole = cellsOf(figures, ({ total }) => total)
  const days = interval ? buckets(range, interval) : []
  const atPlace = (place: number) =>
    cellsOf(figures, (measured) => measured.atPlace[place] ?? (measured.adds ? 0 : null))
  if (!groupBy) {
    const rows = interval ? days.map((day, place) => ({ day, ...atPlace(place) })) : [whole]
    return [{ label: null, rows, totals: null }]
  }
  const groups = groupsOf(figures)
  const most = Math.floor(limits.rows / Math.max(1, days.length)) - 1
  const cut = Math.min(groupLimit ?? most, most)
  const split = [groups.slice(0, cut), groups.slice(cut)] as const
  if (!interval) return [{ label: null, rows: rowsAt(figures, [...split], 0, null), totals: null }]
  return days.map((day, place) => ({
    label: dayWords(day, interval),
    rows: rowsAt(figures, [...split], place, day),
    totals: { day, ...atPlace(place) },
  }))
}

function notesOf(
  figures: readonly Both[],
  sections: ReportData['sections'],
  today: string,
  range: Range,
) {
  const notes: string[] = []
  if (range.to >= today) notes.push('The period is not over: later figures are still to come.')
  for (const { now, metric } of figures) {
    if (now.error !== undefined) notes.push(`${metric.label}: ${errorWords(now.error)}`)
    if (metric.unit === 'money' && now.missing > 0)
      notes.push(
        `${metric.label}: ${counted(now.missing, 'row')} in another currency left out, as there is no rate for the day.`,
      )
  }
  const [first] = figures
  if (first?.before && first.before.atPlace.length > first.now.atPlace.length)
    notes.push('The period before touches one interval more: its total has it, its rows do not.')
  const other = sections.some(({ rows }) =>
    rows.some(({ group, group_key }) => group === 'Other' && group_key === null),
  )
  if (other && figures.some(({ now }) => !now.adds))
    notes.push('Other has no rates and medians: those of its parts cannot be added up.')
  return notes
}

type Asking = { db: Db; now: Date; workspace: Workspace; name: string }

/** A report as a typed table, as the actor whose transaction `db` is. */
export async function makeReport(
  { db, now, workspace, name }: Asking,
  definition: Definition,
  range: Range,
): Promise<ReportData> {
  const metrics = metricsOf(definition)
  const other = compared(range, definition.comparison)
  const asked = { db, workspace, range, ...definition }
  const figures: Both[] = []
  for (const [at, metric] of metrics.entries()) {
    const key = definition.metrics[at] as keyof typeof catalogue
    figures.push({
      metric,
      now: await measure(key, metric, asked),
      before: other ? await measure(key, metric, { ...asked, range: other }) : undefined,
    })
  }
  const sections = sectionsOf(figures, definition, range)
  return {
    title: name,
    workspace: workspace.name,
    period: range,
    compared: other,
    timezone: workspace.timezone,
    currency: workspace.currency,
    asOf: now.toISOString(),
    filters: await filterWords(db, metrics[0] as Metric, definition.filters),
    notes: notesOf(figures, sections, isoDate(now, workspace.timezone), range),
    definitions: metrics.map(({ label, definition: words }, at) => ({
      metric: definition.metrics[at] as keyof typeof catalogue,
      label,
      definition: words,
    })),
    columns: columnsOf(definition, metrics),
    sections,
    totals: cellsOf(figures, ({ total }) => total),
    rowCount: sections.reduce((sum, { rows }) => sum + rows.length, 0),
  }
}
