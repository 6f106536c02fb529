import { z } from 'zod'
import * as f from '../fields'
import {
  comparison,
  dimensionKey,
  interval,
  metricKey,
  only,
  range,
  units,
} from '../metrics/schema'
import { isTimeZone } from '../time'
import { executionStatuses, formats, limits, periodNames, triggers } from './labels'

/** What a report is and what it answers. */

export const period = z.union([z.enum(periodNames), range], {
  error: `Give one of ${periodNames.join(', ')}, or a first and a last day.`,
})
export type Period = z.infer<typeof period>

const metrics = z
  .array(metricKey)
  .min(1, 'Choose at least one figure.')
  .max(limits.metrics, `Choose at most ${limits.metrics} figures.`)
  .refine((keys) => new Set(keys).size === keys.length, 'A figure is named twice.')

const groupLimit = z
  .int('Please give a whole number.')
  .min(1, 'Show at least one.')
  .max(1000, 'Show at most 1,000.')

const question = {
  metrics,
  /** A row for each key of a dimension that all the figures have. */
  groupBy: dimensionKey.nullish().transform((value) => value ?? null),
  /** The largest so many keys, by the first figure; the rest together as "Other". */
  groupLimit: groupLimit.nullish().transform((value) => value ?? null),
  /** A row for each day, week or month. */
  interval: interval.nullish().transform((value) => value ?? null),
  filters: z.array(only).max(8, 'Choose at most eight filters.').default([]),
  /** By the workspace's days, counted from the day on which the report is made or was due. */
  period: period.default('last_month'),
  comparison: comparison.default('none'),
}

export const definition = z.object(question)
export type Definition = z.output<typeof definition>

export const format = z.enum(formats)

const recipients = z
  .array(f.email)
  .max(limits.recipients, `Give at most ${limits.recipients} recipients.`)
  .transform((all) => [...new Set(all)])

const timezone = z.string().max(60).refine(isTimeZone, 'There is no such time zone.')

const schedule = z
  .string()
  .max(100, 'This is too long for a schedule.')
  .transform((text) => text.trim().replace(/\s+/g, ' '))

const whole = {
  name: f.line(120),
  ...question,
  format: format.default('json'),
  /** Five fields of cron in the time zone, such as "0 8 * * 1"; without it, the report is made on demand. */
  schedule: schedule.nullish().transform((value) => value || null),
  /** Of the schedule; the workspace's unless it is given. */
  timezone: timezone.optional(),
  recipients: recipients.default([]),
  /** A paused report is not made by its schedule. */
  active: z.boolean().default(true),
}

/** A report as it is posted: its name may be left out, and a period may be two days. */
export const reportInput = z
  .object({
    ...whole,
    name: f.line(120).optional(),
    /** Together the same as `period: {from, to}`. */
    startDate: f.day.optional(),
    endDate: f.day.optional(),
    /** Makes it at once. */
    run: z.boolean().default(true),
    /** And sends what is made to the recipients. */
    send: z.boolean().default(false),
  })
  .refine(({ startDate, endDate }) => (startDate === undefined) === (endDate === undefined), {
    path: ['endDate'],
    message: 'Give both days, or neither.',
  })
export type ReportInput = z.output<typeof reportInput>

export const reportEdit = z.object({ id: f.id, ...whole })
export type ReportEdit = z.output<typeof reportEdit>

const execution = z.object({
  id: f.id,
  reportId: f.id,
  trigger: z.enum(triggers),
  scheduledFor: f.time.nullable(),
  status: z.enum(executionStatuses),
  format,
  send: z.boolean(),
  periodFrom: z.string(),
  periodTo: z.string(),
  attempts: z.int(),
  error: z.string().nullable(),
  fileName: z.string().nullable(),
  fileBytes: z.int().nullable(),
  rows: z.int().nullable(),
  /** Recipients who may no longer have it, and got nothing. */
  withheld: z.array(z.string()),
  requestedByName: z.string().nullable(),
  queuedAt: f.time,
  startedAt: f.time.nullable(),
  finishedAt: f.time.nullable(),
  expiresAt: f.time.nullable(),
  mails: z.array(
    z.object({ recipient: z.string(), status: z.string(), error: z.string().nullable() }),
  ),
})

export { execution as executionSchema }
export type Execution = z.infer<typeof execution>

export const report = z.object({
  id: f.id,
  name: z.string(),
  ...definition.shape,
  format,
  schedule: z.string().nullable(),
  /** The schedule in words. */
  scheduleWords: z.string().nullable(),
  timezone: z.string(),
  recipients: z.array(z.string()),
  outsideRecipients: z.array(z.string()),
  active: z.boolean(),
  nextRunAt: f.time.nullable(),
  createdByName: z.string(),
  /** Whoever made it may no longer see the figures, so it is not made either. */
  orphaned: z.boolean(),
  createdAt: f.time,
  updatedAt: f.time,
  last: execution.nullable(),
})
export type Report = z.infer<typeof report>

export const columnTypes = ['text', 'date', 'points', ...units] as const

export const column = z.object({
  key: z.string(),
  label: z.string(),
  /** `money` is in minor units of `currency`; `percent` is 0 to 100; `points` are its differences. */
  type: z.enum(columnTypes),
  role: z.enum(['interval', 'group', 'value', 'before', 'change']),
  metric: metricKey.nullable(),
})
export type Column = z.infer<typeof column>

const row = z.record(z.string(), z.union([z.string(), z.number()]).nullable())
export type DataRow = z.infer<typeof row>

/** What a report says: rows by the keys of its columns, in sections, with totals that are those of the figures. */
export const reportData = z.object({
  title: z.string(),
  workspace: z.string(),
  period: range,
  compared: range.nullable(),
  /** Of the days. */
  timezone: z.string(),
  currency: z.string(),
  asOf: z.string(),
  filters: z.array(z.string()),
  notes: z.array(z.string()),
  definitions: z.array(z.object({ metric: metricKey, label: z.string(), definition: z.string() })),
  columns: z.array(column),
  sections: z.array(
    z.object({ label: z.string().nullable(), rows: z.array(row), totals: row.nullable() }),
  ),
  totals: row,
  rowCount: z.int(),
})
export type ReportData = z.infer<typeof reportData>

/** A report with how far its last execution is; the data once that is done. */
export const reportFound = report.extend({
  status: z.enum([...executionStatuses, 'never_run']),
  error: z.string().nullable(),
  executionId: f.id.nullable(),
  data: reportData.nullable(),
  /** Where the file is, for as long as it is kept. */
  file: z.string().nullable(),
})

export const upcoming = z.object({
  words: z.string(),
  runs: z.array(z.object({ at: f.time, words: z.string(), period: z.string() })),
})
