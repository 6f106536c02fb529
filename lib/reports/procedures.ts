import { z } from 'zod'
import { action, command, query } from '../api/base'
import * as f from '../fields'
import { metricOf } from '../metrics/answers'
import { parts } from '../metrics/numbers'
import { dimensionKey, metricKey } from '../metrics/schema'
import { formatLong, isoDate } from '../time'
import * as commands from './commands'
import { executionFile, linkedFile, linkedReport, reportWithData } from './content'
import { formats, limits } from './labels'
import { rangeOn, rangeWords } from './period'
import { executionsOf, listReports } from './queries'
import { firstRows } from './rules'
import { makeReport } from './run'
import { checkSchedule, nextRuns } from './schedule'
import { scheduleWords } from './schedule-choice'
import * as s from './schema'

const tags = ['Reports']
const asked = z.object({
  id: f.id,
  status: s.reportFound.shape.status,
  executionId: f.id.nullable(),
})
const deleted = z.object({ deleted: z.literal(true) })

/** Questions to the figures that are kept, made on demand or by a schedule, and sent. */
export const reports = {
  list: query(
    {
      permission: 'analytics.read',
      route: { method: 'GET', path: '/analytics/reports', summary: 'List reports', tags },
      input: z.object(f.paging),
      output: f.page(s.report),
    },
    ({ db }, page) => listReports(db, page),
  ),
  create: command(
    {
      permission: 'reports.manage',
      route: {
        method: 'POST',
        path: '/analytics/reports',
        successStatus: 202,
        summary: 'Make a report',
        description:
          'Keeps the report and, unless `run` is false, makes it at once: ask for it by its id until its status is completed; then it has its data.',
        tags,
      },
      input: s.reportInput,
      output: asked,
    },
    commands.createReport,
  ),
  find: action(
    {
      permission: 'analytics.read',
      route: {
        method: 'GET',
        path: '/analytics/reports/{id}',
        summary: 'A report, and what its last execution says',
        description: `\`data\` is there once the status is completed, up to ${limits.dataRows.toLocaleString('en')} rows; \`file\` is where the file is.`,
        tags,
      },
      input: z.object({ id: f.id }),
      output: s.reportFound,
    },
    ({ actor }, { id }) => reportWithData(actor, id),
  ),
  edit: command(
    {
      permission: 'reports.manage',
      route: { method: 'PUT', path: '/analytics/reports/{id}', summary: 'Change a report', tags },
      input: s.reportEdit,
      output: s.report,
    },
    commands.editReport,
  ),
  switch: command(
    {
      permission: 'reports.manage',
      route: {
        method: 'POST',
        path: '/analytics/reports/{id}/active',
        summary: 'Pause or resume the schedule of a report',
        tags,
      },
      input: z.object({ id: f.id, active: z.boolean() }),
      output: s.report,
    },
    (ctx, { id, active }) => commands.switchReport(ctx, id, active),
  ),
  remove: command(
    {
      permission: 'reports.manage',
      route: {
        method: 'DELETE',
        path: '/analytics/reports/{id}',
        summary: 'Delete a report with its files and links',
        tags,
      },
      input: z.object({ id: f.id }),
      output: deleted,
    },
    (ctx, { id }) => commands.deleteReport(ctx, id),
  ),
  run: command(
    {
      permission: 'reports.manage',
      route: {
        method: 'POST',
        path: '/analytics/reports/{id}/executions',
        successStatus: 202,
        summary: 'Make a report now',
        tags,
      },
      input: z.object({ id: f.id, send: z.boolean().default(false) }),
      output: asked,
    },
    (ctx, { id, send }) => commands.runReport(ctx, id, send),
  ),
  executions: query(
    {
      permission: 'analytics.read',
      route: {
        method: 'GET',
        path: '/analytics/reports/{id}/executions',
        summary: 'How a report was made so far',
        tags,
      },
      input: z.object({ id: f.id, ...f.paging }),
      output: f.page(s.executionSchema),
    },
    ({ db }, { id, ...page }) => executionsOf(db, id, page),
  ),
  preview: query(
    {
      permission: 'analytics.read',
      route: {
        method: 'POST',
        path: '/analytics/reports/preview',
        summary: `The first ${limits.previewRows} rows of a report that is not kept`,
        tags,
      },
      input: s.definition.extend({ name: f.line(120).default('Preview') }),
      output: s.reportData,
    },
    async ({ db, now, actor }, { name, ...definition }) => {
      const { workspace } = actor
      const range = rangeOn(definition.period, isoDate(now, workspace.timezone))
      const data = await makeReport({ db, now, workspace, name }, definition, range)
      return firstRows(data, limits.previewRows)
    },
  ),
  upcoming: query(
    {
      permission: 'analytics.read',
      route: {
        method: 'POST',
        path: '/analytics/reports/schedule',
        summary: 'When a schedule comes next, and which days a report then has',
        tags,
      },
      input: z.object({
        schedule: z.string().max(100),
        timezone: s.report.shape.timezone.optional(),
        period: s.period,
      }),
      output: s.upcoming,
    },
    async ({ actor, now }, { schedule, timezone, period }) => {
      const zone = timezone ?? actor.workspace.timezone
      checkSchedule(schedule, zone, now)
      return {
        words: scheduleWords(schedule, zone),
        runs: nextRuns(schedule, zone, now, 3).map((at) => ({
          at,
          words: formatLong(at, zone),
          period: rangeWords(rangeOn(period, isoDate(at, actor.workspace.timezone))),
        })),
      }
    },
  ),
  values: query(
    {
      permission: 'analytics.read',
      route: {
        method: 'GET',
        path: '/analytics/dimensions/{dimension}/values',
        summary: 'What a figure can be filtered by: its largest keys of two years',
        tags,
      },
      input: z.object({ dimension: dimensionKey, metric: metricKey }),
      output: z.object({
        items: z.array(z.object({ key: f.optional(z.string()), label: z.string() })),
      }),
    },
    async ({ db, now, actor }, { dimension, metric }) => {
      const today = isoDate(now, actor.workspace.timezone)
      const from = `${Number(today.slice(0, 4)) - 2}${today.slice(4, 8)}01`
      const range = { from, to: today }
      const rows = await parts(
        db,
        actor.workspace,
        { metric: metricOf(metric), range },
        dimension,
        200,
      )
      return {
        items: rows
          .filter(({ rank }) => rank !== null && rank > 0)
          .map(({ key, label }) => ({ key, label: label ?? 'None' })),
      }
    },
  ),
}

/** Single makings of reports. */
export const reportExecutions = {
  file: action(
    {
      permission: 'analytics.read',
      route: {
        method: 'GET',
        path: '/analytics/reports/executions/{id}/file',
        summary: 'The file of an execution',
        tags,
      },
      input: z.object({ id: f.id }),
      output: z.instanceof(File),
    },
    ({ actor }, { id }) => executionFile(actor, id),
  ),
  retry: command(
    {
      permission: 'reports.manage',
      route: {
        method: 'POST',
        path: '/analytics/reports/executions/{id}/retry',
        successStatus: 202,
        summary: 'Try a failed execution again',
        tags,
      },
      input: z.object({ id: f.id }),
      output: asked,
    },
    (ctx, { id }) => commands.retryExecution(ctx, id),
  ),
  remove: command(
    {
      permission: 'reports.manage',
      route: {
        method: 'DELETE',
        path: '/analytics/reports/executions/{id}',
        summary: 'Delete an execution with its file and links',
        tags,
      },
      input: z.object({ id: f.id }),
      output: deleted,
    },
    (ctx, { id }) => commands.deleteExecution(ctx, id),
  ),
}

const token = z.string().max(200)

/** For recipients who follow the link of a mail, without signing in. */
export const reportLinks = {
  find: query(
    {
      permission: 'public',
      limit: 'linkAddress',
      route: false,
      input: z.object({ token }),
      output: z.object({
        workspaceName: z.string(),
        workspaceSlug: z.string(),
        timezone: z.string(),
        name: z.string(),
        format: z.enum(formats),
        fileName: z.string().nullable(),
        fileBytes: z.int().nullable(),
        period: z.string(),
        expiresAt: f.time,
        open: z.boolean(),
      }),
    },
    async ({ db, now }, { token: secret }) => {
      const found = await linkedReport(db, secret, now)
      const { workspaceName, workspaceSlug, format, fileName, fileBytes, expiresAt, open } = found
      return {
        ...{ workspaceName, workspaceSlug, format, fileName, fileBytes, expiresAt, open },
        timezone: found.workspaceTimezone,
        name: found.reportName,
        period: rangeWords({ from: found.periodFrom, to: found.periodTo }),
      }
    },
  ),
  file: action(
    {
      permission: 'public',
      limit: 'linkAddress',
      route: {
        method: 'GET',
        path: '/report-links/{token}/file',
        summary: 'The file that the link of a mail opens',
        tags,
      },
      input: z.object({ token }),
      output: z.instanceof(File),
    },
    ({ actor, now }, { token: secret }) => linkedFile(actor, secret, now),
  ),
}
