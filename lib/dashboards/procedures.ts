import { z } from 'zod'
import { action, command, query } from '../api/base'
import { csvFile } from '../api/csv'
import { toWire } from '../api/errors'
import type { Member } from '../auth/actor'
import { readAs } from '../db/with-actor'
import * as f from '../fields'
import { rangeOf } from '../metrics/schema'
import { eventsAsOf } from '../rollups/queries'
import { isoDate } from '../time'
import { answerAll } from './answers'
import { createDashboard, deleteDashboard, editDashboard, saveLayout } from './commands'
import { exportWidget } from './export'
import { findAny, listDashboards } from './queries'
import { usualRange } from './ranges'
import * as s from './schema'
import { templateFor, templatesFor } from './templates'

const tags = ['Dashboards']

const inWords = (error: unknown) => {
  const { code, message } = toWire(error)
  return { code, message }
}

/** The days asked for; one given alone is refused, as the other is anybody's guess. */
function daysOf(
  { startDate, endDate }: { startDate?: string | undefined; endDate?: string | undefined },
  { workspace }: Member,
  now: Date,
) {
  if (!startDate && !endDate) return usualRange(isoDate(now, workspace.timezone))
  return rangeOf(startDate ?? '', endDate ?? '', ['startDate', 'endDate'])
}

/** Widgets as a person arranges them, and all of their answers at once. */
export const dashboards = {
  list: query(
    {
      permission: 'analytics.read',
      route: {
        method: 'GET',
        path: '/analytics/dashboards',
        summary: 'Own dashboards, shared ones, and templates',
        tags,
      },
      input: z.object({}),
      output: z.object({ items: z.array(s.dashboardItem), templates: z.array(s.template) }),
    },
    async ({ db, actor }) => ({
      items: await listDashboards(db, actor.userId),
      templates: templatesFor(actor.role),
    }),
  ),
  find: query(
    {
      permission: 'analytics.read',
      route: {
        method: 'GET',
        path: '/analytics/dashboards/{id}',
        summary: 'One dashboard: its widgets without their answers',
        tags,
      },
      input: z.object({ id: s.which }),
      output: s.dashboard,
    },
    ({ db, actor }, { id }) => findAny(db, actor.userId, id),
  ),
  answers: action(
    {
      permission: 'analytics.read',
      route: {
        method: 'GET',
        path: '/analytics/dashboard',
        summary: 'A whole dashboard with its answers; a widget that fails leaves the others',
        tags,
      },
      input: z.object(s.asked),
      output: s.answered,
    },
    async ({ actor, now }, { dashboard: which, compare: comparison, ...days }) => {
      const range = daysOf(days, actor, now)
      const [dashboard, asOf] = await readAs(actor, (db) =>
        Promise.all([findAny(db, actor.userId, which ?? templateFor(actor.role)), eventsAsOf(db)]),
      )
      const frame = { actor, now, range, comparison, eventsAsOf: asOf }
      return {
        dashboard,
        range,
        comparison,
        timezone: actor.workspace.timezone,
        asOf: now,
        widgets: await answerAll(frame, dashboard.widgets, inWords),
      }
    },
  ),
  exportWidget: query(
    {
      permission: 'analytics.read',
      route: {
        method: 'GET',
        path: '/analytics/dashboard/export',
        summary: 'The answer of one widget as CSV',
        tags,
      },
      input: z.object({ ...s.asked, widget: z.string().max(60) }),
      output: csvFile,
    },
    async (ctx, { dashboard: which, widget, compare, ...days }) => {
      const { db, actor, now } = ctx
      const range = daysOf(days, actor, now)
      const found = await findAny(db, actor.userId, which ?? templateFor(actor.role))
      return exportWidget(ctx, found, widget, range, compare)
    },
  ),
  create: command(
    {
      permission: 'dashboards.use',
      route: {
        method: 'POST',
        path: '/analytics/dashboards',
        successStatus: 201,
        summary: 'Make a dashboard: empty, from a template, as a copy, or of widgets',
        tags,
      },
      input: s.newDashboard,
      output: s.dashboard,
    },
    createDashboard,
  ),
  edit: command(
    {
      permission: 'dashboards.use',
      route: {
        method: 'PATCH',
        path: '/analytics/dashboards/{id}',
        summary: 'Rename a dashboard, share it, or take it back',
        tags,
      },
      input: s.edit,
      output: s.dashboard,
    },
    editDashboard,
  ),
  save: command(
    {
      permission: 'dashboards.use',
      route: {
        method: 'PUT',
        path: '/analytics/dashboards/{id}/widgets',
        summary: 'Save all widgets and their places, unless somebody has since',
        tags,
      },
      input: s.layout,
      output: s.dashboard,
    },
    saveLayout,
  ),
  delete: command(
    {
      permission: 'dashboards.use',
      route: {
        method: 'DELETE',
        path: '/analytics/dashboards/{id}',
        summary: 'Delete a dashboard',
        tags,
      },
      input: z.object({ id: f.id }),
      output: z.object({}),
    },
    (ctx, { id }) => deleteDashboard(ctx, id),
  ),
}
