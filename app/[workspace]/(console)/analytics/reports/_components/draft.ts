import type { MetricInfo } from '@/lib/metrics/answer-schema'
import type { DimensionKey, Interval, MetricKey } from '@/lib/metrics/schema'
import type { Format, PeriodName } from '@/lib/reports/labels'
import { choiceOf, type ScheduleChoice, scheduleOf } from '@/lib/reports/schedule-choice'
import type { Report } from '@/lib/reports/schema'
import { type FilterDraft, sharedDimensions } from '../../_components/filters'

/** A report as it stands in the builder; what is not a number yet stays as it was typed. */
export type Draft = {
  name: string
  metrics: MetricKey[]
  groupBy: DimensionKey | ''
  groupLimit: string
  interval: Interval | ''
  filters: FilterDraft[]
  period: PeriodName | 'fixed'
  from: string
  to: string
  comparison: Report['comparison']
  format: Format
  schedule: ScheduleChoice
  timezone: string
  recipients: string
}

export function draftOf(report: Report | undefined, timezone: string): Draft {
  const period = report?.period ?? 'last_month'
  const fixed = typeof period === 'string' ? null : period
  return {
    name: report?.name ?? '',
    metrics: report?.metrics ?? [],
    groupBy: report?.groupBy ?? '',
    groupLimit: report?.groupLimit ? String(report.groupLimit) : '',
    interval: report?.interval ?? '',
    filters: report?.filters ?? [],
    period: typeof period === 'string' ? period : 'fixed',
    from: fixed?.from ?? '',
    to: fixed?.to ?? '',
    comparison: report?.comparison ?? 'none',
    format: report?.format ?? 'pdf',
    schedule: choiceOf(report?.schedule ?? null),
    timezone: report?.timezone ?? timezone,
    recipients: (report?.recipients ?? []).join('\n'),
  }
}

/** What is asked of the figures; the look beside the form asks the same. */
export const definitionOf = (draft: Draft) => ({
  metrics: draft.metrics,
  groupBy: draft.groupBy || null,
  groupLimit: draft.groupBy && draft.groupLimit ? Number(draft.groupLimit) : null,
  interval: draft.interval || null,
  filters: draft.filters,
  period: draft.period === 'fixed' ? { from: draft.from, to: draft.to } : draft.period,
  comparison: draft.comparison,
})

/** Everything that is saved. Addresses may stand on lines, or be told apart by commas and spaces. */
export const inputOf = (draft: Draft, active: boolean) => ({
  name: draft.name,
  ...definitionOf(draft),
  format: draft.format,
  schedule: scheduleOf(draft.schedule),
  timezone: draft.timezone,
  recipients: draft.recipients.split(/[\s,;]+/).filter(Boolean),
  active,
})

/** After a change of figures nothing is asked that they do not have in common. */
export function withMetrics(
  draft: Draft,
  catalogue: readonly MetricInfo[],
  metrics: MetricKey[],
): Draft {
  const shared = sharedDimensions(catalogue, metrics)
  return {
    ...draft,
    metrics,
    groupBy: draft.groupBy && shared.includes(draft.groupBy) ? draft.groupBy : '',
    filters: draft.filters.filter(({ dimension }) => shared.includes(dimension)),
  }
}
