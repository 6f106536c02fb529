import { z } from 'zod'
import { query } from '../api/base'
import type { QueryContext } from '../api/context'
import type { Member } from '../auth/actor'
import * as f from '../fields'
import { metricOf, trend } from './answers'
import { ask } from './ask'
import { catalogue } from './catalogue'
import { rowsOf } from './numbers'
import * as s from './schema'

const tags = ['Analytics']

const asking = (
  { db, now, actor }: QueryContext<Member>,
  range: s.Range,
  comparison: s.Comparison = 'none',
) => ({ db, now, workspace: actor.workspace, range, comparison })

/** Questions to the numbers of a workspace. */
export const metrics = {
  catalogue: query(
    {
      permission: 'analytics.read',
      route: { method: 'GET', path: '/analytics/metrics', summary: 'Every figure, defined', tags },
      input: z.object({}),
      output: z.object({ items: z.array(s.metricInfo) }),
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
      output: s.answer,
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
        startDate: z.iso.date('Please give a day such as 2026-03-29.'),
        endDate: z.iso.date('Please give a day such as 2026-03-29.'),
        interval: s.interval.optional(),
        groupBy: s.dimensionKey.optional(),
        compare: s.comparison.default('none'),
      }),
      output: s.answer,
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
      input: z.object({
        metric: s.metricKey,
        from: z.iso.date(),
        to: z.iso.date(),
        dimension: s.dimensionKey.optional(),
        /** Of the dimension; empty for what has none. */
        key: z.string().max(200).optional(),
        ...f.paging,
      }),
      output: f.page(s.row),
    },
    ({ db, actor }, { metric, from, to, dimension, key, ...page }) =>
      rowsOf(
        db,
        actor.workspace,
        {
          metric: metricOf(metric),
          range: s.rangeOf(from, to),
          filters: dimension ? [{ dimension, key: key || null }] : [],
        },
        page,
      ),
  ),
}
