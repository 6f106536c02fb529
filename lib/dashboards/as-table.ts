import type { Answer, AnswerOf } from '../metrics/answer-schema'
import { intervalFor, nextBucket, plusDays } from '../metrics/days'
import type { RowsAsked, rowSetsAsked } from '../metrics/rows-schema'
import type {
  campaignColumns,
  DimensionKey,
  Interval,
  MetricKey,
  Question,
  Range,
  Unit,
} from '../metrics/schema'
import { dimensionLabels } from '../metrics/schema'
import { cohortWords, periodsOf } from './cohort-words'

/** Answers as tables: what is drawn, read aloud instead of a chart, and written into a CSV. */

type Filter = { dimension: DimensionKey; key: string | null; not?: boolean }
/** Which rows, where a number is no figure of the catalogue. */
type RowsOf = Partial<Pick<RowsAsked, keyof typeof rowSetsAsked>>
/** The rows behind one number. */
export type Drill =
  | { metric: MetricKey; range: Range; filters: readonly Filter[] }
  | { rows: RowsOf; range?: Range }

export type Cell = {
  value: string | number | null
  drill?: Drill | undefined
  /** The record that it names. */
  opens?: { subject: 'partner'; id: string }
}
/** How a column is written: words, a month or day or week, a number of some unit, or a share. */
export type ColumnKind = 'text' | Interval | Unit
export type TableColumn = { header: string; kind: ColumnKind }
export type AnswerTable = { columns: TableColumn[]; rows: Cell[][] }

const text = (header: string): TableColumn => ({ header, kind: 'text' })
const number = (header: string): TableColumn => ({ header, kind: 'count' })

const later = (a: string, b: string) => (a > b ? a : b)
const earlier = (a: string, b: string) => (a < b ? a : b)

/** The days of an interval, as far as they are within the range. */
export const daysOfBucket = (bucket: string, interval: Interval, { from, to }: Range): Range => ({
  from: later(bucket, from),
  to: earlier(plusDays(nextBucket(bucket, interval), -1), to),
})

export const filtersOf = (question: Question): readonly Filter[] =>
  'filters' in question ? (question.filters ?? []) : []

const overDays = (interval: Interval): TableColumn => ({
  header: { day: 'Day', week: 'Week of', month: 'Month' }[interval],
  kind: interval,
})

type Asked = { question: Question; range: Range }

function overTime({ question, range }: Asked, answer: AnswerOf<'figure'>): AnswerTable {
  const interval = intervalFor(range)
  const { metric, unit } = answer
  return {
    columns: [
      {
        header: interval === 'day' ? 'Day' : interval === 'week' ? 'Week of' : 'Month',
        kind: interval,
      },
      { header: answer.title, kind: unit },
    ],
    rows: answer.series.map(({ day, value }) => [
      { value: day },
      {
        value,
        drill: { metric, range: daysOfBucket(day, interval, range), filters: filtersOf(question) },
      },
    ]),
  }
}

function trend({ question, range }: Asked, answer: AnswerOf<'trend'>): AnswerTable {
  const { metric, interval, series, before } = answer
  const unit: ColumnKind = answer.unit
  const by = question.kind === 'trend' ? question.groupBy : undefined
  const isOther = ({ key, label }: (typeof series)[number]) => key === null && label === 'Other'
  const of = (one: (typeof series)[number]): Filter[] => {
    if (!by) return []
    if (!isOther(one)) return [{ dimension: by, key: one.key }]
    return series.flatMap((other) =>
      isOther(other) ? [] : [{ dimension: by, key: other.key, not: true }],
    )
  }
  const cell = (
    point: { day: string; value: number | null } | undefined,
    days: Range,
    only: Filter[],
  ): Cell => ({
    value: point?.value ?? null,
    drill: point && {
      metric,
      range: daysOfBucket(point.day, interval, days),
      filters: [...filtersOf(question), ...only],
    },
  })
  return {
    columns: [
      overDays(interval),
      ...series.map(({ label }) => ({ header: label, kind: unit })),
      ...(before ? [{ header: 'Compared', kind: unit }] : []),
    ],
    rows: (series[0]?.points ?? []).map(({ day }, index) => [
      { value: day },
      ...series.map((one) => cell(one.points[index], range, of(one))),
      ...(before ? [cell(before.points[index], before, [])] : []),
    ]),
  }
}

const shareOf = (value: number | null, total: number | null) =>
  value !== null && total ? (100 * value) / total : null

function breakdown({ question, range }: Asked, answer: AnswerOf<'breakdown'>): AnswerTable {
  const { metric, unit, dimension, slices, other, total } = answer
  const adds = unit === 'count' || unit === 'money'
  const row = (label: string, value: number | null, drill?: Drill): Cell[] => [
    { value: label },
    { value, drill },
    ...(adds ? [{ value: shareOf(value, total) }] : []),
  ]
  return {
    columns: [
      text(dimensionLabels[dimension]),
      { header: answer.title, kind: unit },
      ...(adds ? [{ header: 'Share', kind: 'percent' as const }] : []),
    ],
    rows: [
      ...slices.map(({ key, label, value }) =>
        row(label, value, {
          metric,
          range,
          filters: [...filtersOf(question), { dimension, key }],
        }),
      ),
      ...(other
        ? [
            row(other.label, other.value, {
              metric,
              range,
              filters: [
                ...filtersOf(question),
                ...slices.map(({ key }) => ({ dimension, key, not: true })),
              ],
            }),
          ]
        : []),
      row('Total', total, { metric, range, filters: filtersOf(question) }),
    ],
  }
}

const estimated = (parts: readonly { margin?: number | undefined }[]) =>
  parts.some(({ margin }) => margin !== undefined)

function funnel({ question, range }: Asked, { steps }: AnswerOf<'funnel'>): AnswerTable {
  const drill = (index: number, reach: 'reached' | 'open'): Drill | undefined => {
    if (question.kind === 'funnel') {
      const { funnel, windowDays: window } = question
      return { rows: { funnel, step: steps[index]?.key, reach, window }, range }
    }
    if (question.kind !== 'event-funnel') return undefined
    const { kind: _, ...walk } = question
    return { rows: { ...walk, step: String(index + 1), reach }, range }
  }
  return {
    columns: [
      text('Step'),
      number('Reached'),
      { header: 'Of the step before', kind: 'percent' },
      number('May still'),
      { header: 'Median days', kind: 'days' },
      ...(estimated(steps) ? [number('± of reached (95 %)')] : []),
    ],
    rows: steps.map(({ label, reached, open, medianDays, margin }, index) => [
      { value: label },
      { value: reached, drill: drill(index, 'reached') },
      { value: index === 0 ? null : shareOf(reached, steps[index - 1]?.reached ?? null) },
      index === 0 ? { value: null } : { value: open, drill: drill(index, 'open') },
      { value: medianDays },
      ...(estimated(steps) ? [{ value: margin ?? null }] : []),
    ]),
  }
}

function cohort({ question, range }: Asked, answer: AnswerOf<'cohort'>): AnswerTable {
  const { cohorts, unit, interval } = answer
  const words = cohortWords(answer)
  const months = periodsOf(cohorts)
  /** Of so many periods later; without, of all who began in this one. */
  const drill = (period: string, later?: number): Drill | undefined => {
    if (question.kind === 'retention') {
      const { start, back } = question
      return { rows: { start, back, interval, period, later }, range }
    }
    if (question.kind !== 'cohort') return undefined
    if (later !== undefined)
      return { rows: { cohort: period, months: later, measure: question.measure } }
    const month = daysOfBucket(period, 'month', { from: period, to: '9999-12-31' })
    return { metric: 'partners_joined', range: month, filters: [] }
  }
  return {
    columns: [
      { header: words.began, kind: interval },
      number(words.who),
      ...Array.from({ length: months }, (_, month) => ({
        header: `${words.period} ${month}`,
        kind: unit,
      })),
    ],
    rows: cohorts.map(({ month, size, cells }) => [
      { value: month },
      { value: size, drill: drill(month) },
      ...Array.from({ length: months }, (_, at): Cell => {
        const cell = cells[at]
        return cell ? { value: cell.value, drill: drill(month, at) } : { value: null }
      }),
    ]),
  }
}

function leaderboard({ range }: Asked, { rows }: AnswerOf<'leaderboard'>): AnswerTable {
  return {
    columns: [
      text('Partner'),
      number('Leads'),
      number('Won'),
      { header: 'Win rate', kind: 'percent' },
      { header: 'Won value', kind: 'money' },
      { header: 'Earned', kind: 'money' },
    ],
    rows: rows.map((row) => {
      const drill = (metric: MetricKey): Drill => ({
        metric,
        range,
        filters: [{ dimension: 'partner', key: row.id }],
      })
      return [
        { value: row.name, opens: { subject: 'partner', id: row.id } },
        { value: row.leads, drill: drill('leads') },
        { value: row.won, drill: drill('won_deals') },
        { value: row.winRate, drill: drill('win_rate') },
        { value: row.wonValue, drill: drill('won_value') },
        { value: row.earned, drill: drill('commissions_earned') },
      ]
    }),
  }
}

function campaigns({ range }: Asked, { rows }: AnswerOf<'campaigns'>): AnswerTable {
  return {
    columns: [
      text('Campaign'),
      number('Leads'),
      number('Contacted'),
      number('Won'),
      { header: 'Conversion', kind: 'percent' },
      { header: 'Revenue', kind: 'money' },
      { header: 'Cost', kind: 'money' },
      { header: 'ROI', kind: 'percent' },
      { header: 'Cost per lead', kind: 'money' },
    ],
    rows: rows.map((row) => {
      const cell = (column: (typeof campaignColumns)[number]): Cell => ({
        value: row[column],
        drill: { rows: { campaign: row.id ?? 'none', column }, range },
      })
      return [
        { value: row.name },
        cell('leads'),
        cell('contacted'),
        cell('won'),
        { value: row.conversionRate },
        cell('revenue'),
        cell('cost'),
        { value: row.roi },
        { value: row.costPerLead },
      ]
    }),
  }
}

/** Forecasts are made by the month or by the day; their points say which. */
export const intervalOf = ({ forecast }: AnswerOf<'forecast'>): Interval =>
  forecast.every(({ day }) => day.endsWith('-01')) && forecast.length < 28 ? 'month' : 'day'

function forecast(answer: AnswerOf<'forecast'>): AnswerTable {
  const { history, forecast, unit, title, metric } = answer
  const interval = intervalOf(answer)
  const daysOf = (day: string): Range => ({
    from: day,
    to: plusDays(nextBucket(day, interval), -1),
  })
  return {
    columns: [
      overDays(interval),
      { header: title, kind: unit },
      { header: 'Forecast', kind: unit },
      { header: 'From', kind: unit },
      { header: 'To', kind: unit },
    ],
    rows: [
      ...history.map(({ day, value }): Cell[] => [
        { value: day },
        { value, drill: { metric, range: daysOf(day), filters: [] } },
        { value: null },
        { value: null },
        { value: null },
      ]),
      ...forecast.map(({ day, value, low, high }): Cell[] => [
        { value: day },
        { value: null },
        { value },
        { value: low },
        { value: high },
      ]),
    ],
  }
}

const lifetime = ({ curve }: AnswerOf<'ltv'>): AnswerTable => ({
  columns: [
    number('Months since joining'),
    { header: 'Average value of a partner', kind: 'money' },
    number('Partners old enough'),
  ],
  rows: curve.map(({ month, value, partners }) => [
    { value: month },
    { value },
    { value: partners },
  ]),
})

export function asTable(asked: Asked, answer: Answer): AnswerTable {
  switch (answer.kind) {
    case 'figure':
      return overTime(asked, answer)
    case 'trend':
      return trend(asked, answer)
    case 'breakdown':
      return breakdown(asked, answer)
    case 'funnel':
      return funnel(asked, answer)
    case 'cohort':
      return cohort(asked, answer)
    case 'ltv':
      return lifetime(answer)
    case 'leaderboard':
      return leaderboard(asked, answer)
    case 'forecast':
      return forecast(answer)
    case 'campaigns':
      return campaigns(asked, answer)
  }
}
