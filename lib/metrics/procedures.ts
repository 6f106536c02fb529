import { z } from 'zod'
import { command, query } from '../api/base'
import type { QueryContext } from '../api/context'
import { csvFile } from '../api/csv'
import type { Member } from '../auth/actor'
import * as f from '../fields'
import { answer, metricInfo } from './answer-schema'
import { trend } from './answers'
import { ask } from './ask'
import { catalogue } from './catalogue'
import { setCampaignCost } from './costs'
import { exportRows } from './export'
import { rowsOf, totalOf } from './rows'
import { row, rowsAsked, rowsTotal } from './rows-schema'
import * as s from './schema'

const tags = ['Analytics']

const asking = (
  { db, now, actor }: QueryContext<Member>,
  range: s.Range,
  comparison: s.Comparison = 'none',
) => ({ db, now, workspace: actor.workspace, range, comparison })

const asker = ({ db, now, actor }: QueryContext<Member>) => ({ db, now, frame: actor.workspace })

/** Questions to the numbers of a workspace. */
export const metrics = {
  catalogue: query(
    {
      permission: 'analytics.read',
      route: { method: 'GET', path: '/analytics/metrics', summary: 'Every figure, defined', tags },
      input: z.object({}),
      output: z.object({ items: z.array(metricInfo) }),
    },
    async () => ({ items: catalogue }),
  ),
  ask: query(
    {
      permission: 'analytics.read',
      route: { method: 'POST', path: '/analytics/answers', summary: 'Ask for a figure', tags },
      input: z.object({
        question: s.question,
        range: s.range,
        comparison: s.comparison.default('none'),
      }),
      output: answer,
    },
    (ctx, { question, range, comparison }) => ask(asking(ctx, range, comparison), question),
  ),
  trends: query(
    {
      permission: 'analytics.read',
      route: {
        method: 'GET',
        path: '/analytics/trends',
        summary: 'A figure over time',
        tags,
      },
      input: z.object({
        metric: s.metricKey,
        startDate: s.isoDay,
        endDate: s.isoDay,
        interval: s.interval.optional(),
        groupBy: s.dimensionKey.optional(),
        compare: s.comparison.default('none'),
      }),
      output: answer,
    },
    (ctx, { metric, startDate, endDate, interval, groupBy, compare }) => {
      const range = s.rangeOf(startDate, endDate, ['startDate', 'endDate'])
      return trend(asking(ctx, range, compare), { kind: 'trend', metric, interval, groupBy })
    },
  ),
  rows: query(
    {
      permission: 'analytics.read',
      route: {
        method: 'GET',
        path: '/analytics/rows',
        summary: 'The rows that make a figure',
        tags,
      },
      input: z.object({ ...rowsAsked, ...f.paging }),
      output: f.page(row),
    },
    (ctx, { cursor, before, limit, ...asked }) =>
      rowsOf(asker(ctx), asked, { cursor, before, limit }),
  ),
  countRows: query(
    {
      permission: 'analytics.read',
      route: {
        method: 'GET',
        path: '/analytics/rows/count',
        summary: 'How many rows make a figure, and what they make together',
        tags,
      },
      input: z.object(rowsAsked),
      output: rowsTotal,
    },
    (ctx, asked) => totalOf(asker(ctx), asked),
  ),
  exportRows: query(
    {
      permission: 'analytics.read',
      route: {
        method: 'GET',
        path: '/analytics/rows/export',
        summary: 'The rows that make a figure, as CSV',
        tags,
      },
      input: z.object(rowsAsked),
      output: csvFile,
    },
    exportRows,
  ),
  setCampaignCost: command(
    {
      permission: 'programme.manage',
      route: {
        method: 'PUT',
        path: '/campaigns/{id}/costs/{day}',
        summary: 'Say what a campaign cost on a day',
        tags,
      },
      input: s.campaignCost,
      output: s.campaignCost,
    },
    setCampaignCost,
  ),
}
