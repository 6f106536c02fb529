/** What reports are called. No zod here: the browser gets the words alone. */

export const formats = ['pdf', 'xlsx', 'csv', 'json'] as const
export type Format = (typeof formats)[number]
export const formatLabels: Record<Format, string> = {
  pdf: 'PDF',
  xlsx: 'Excel',
  csv: 'CSV',
  json: 'JSON',
}

export const contentTypes: Record<Format, string> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
}

export const executionStatuses = ['pending', 'processing', 'completed', 'failed'] as const
export type ExecutionStatus = (typeof executionStatuses)[number]
export const executionStatusLabels: Record<ExecutionStatus, string> = {
  pending: 'Waiting',
  processing: 'Being made',
  completed: 'Done',
  failed: 'Failed',
}

export const triggers = ['manual', 'schedule', 'api'] as const
export type Trigger = (typeof triggers)[number]
export const triggerLabels: Record<Trigger, string> = {
  manual: 'By hand',
  schedule: 'By schedule',
  api: 'By API',
}

export const periodNames = [
  'today',
  'yesterday',
  'last_7_days',
  'last_30_days',
  'last_90_days',
  'week_to_date',
  'last_week',
  'month_to_date',
  'last_month',
  'quarter_to_date',
  'last_quarter',
  'year_to_date',
  'last_year',
] as const
export type PeriodName = (typeof periodNames)[number]
export const periodLabels: Record<PeriodName, string> = {
  today: 'Today',
  yesterday: 'Yesterday',
  last_7_days: 'The last 7 days',
  last_30_days: 'The last 30 days',
  last_90_days: 'The last 90 days',
  week_to_date: 'This week so far',
  last_week: 'Last week',
  month_to_date: 'This month so far',
  last_month: 'Last month',
  quarter_to_date: 'This quarter so far',
  last_quarter: 'Last quarter',
  year_to_date: 'This year so far',
  last_year: 'Last year',
}

export const comparisonLabels = {
  none: 'Nothing',
  previous: 'The period before',
  year: 'A year earlier',
} as const

export const intervalLabels = { day: 'Day', week: 'Week', month: 'Month' } as const

export const limits = {
  metrics: 8,
  recipients: 50,
  /** Rows of a report; in a grouping with more, the smallest keys are put together. */
  rows: 100_000,
  /** Rows that a PDF prints; the files for programs have them all. */
  pdfRows: 500,
  /** Rows that are answered as data; beyond, there is the file. */
  dataRows: 5000,
  previewRows: 50,
  /** What still goes with a mail. */
  attachmentBytes: 5 * 1024 * 1024,
  fileDays: 30,
  linkDays: 7,
  tries: 3,
}

/** Where staff get the file of an execution. */
export const fileHref = (slug: string, executionId: string) =>
  `/api/v1/analytics/reports/executions/${executionId}/file?workspace=${slug}`
