import { z } from 'zod'
import { command, query } from '../api/base'
import * as f from '../fields'
import { appeal, giveReview, rule } from './commands'
import { readFigures } from './figures'
import { countReviews, findReview, listReviews, ownReviews, readAgreement } from './queries'
import * as s from './schema'

const tags = ['Quality']
const one = z.object({ id: f.id })

/** What is said of finished work. */
export const quality = {
  list: query(
    {
      permission: 'work.supervise',
      route: {
        method: 'GET',
        path: '/reviews',
        summary: 'What waits for a review or a ruling',
        tags,
      },
      input: s.reviewFilter,
      output: f.page(s.reviewItem),
    },
    listReviews,
  ),
  count: query(
    {
      permission: 'work.supervise',
      route: {
        method: 'GET',
        path: '/reviews/count',
        summary: 'How many match, up to 1,000',
        tags,
      },
      input: s.reviewSelection,
      output: f.cappedCount,
    },
    ({ db }, selection) => countReviews(db, selection),
  ),
  agreement: query(
    {
      permission: 'work.supervise',
      route: {
        method: 'GET',
        path: '/reviews/agreement',
        summary: 'How far two reviewers of the same task agree (Cohen’s κ)',
        tags,
      },
      input: z.object({}),
      output: s.agreement,
    },
    readAgreement,
  ),
  find: query(
    {
      permission: 'work.supervise',
      route: {
        method: 'GET',
        path: '/reviews/{id}',
        summary: 'A finished task and its reviews',
        tags,
      },
      input: one,
      output: s.reviewDetail,
    },
    (ctx, { id }) => findReview(ctx, id),
  ),
  review: command(
    {
      permission: 'work.supervise',
      route: {
        method: 'POST',
        path: '/reviews/{id}',
        summary: 'Review a finished task: accept it, or have it done over',
        tags,
      },
      input: s.reviewing,
      output: z.object({ id: f.id, done: z.boolean() }),
    },
    giveReview,
  ),
  rule: command(
    {
      permission: 'work.supervise',
      route: {
        method: 'POST',
        path: '/reviews/{id}/ruling',
        summary: 'Rule on an objection to a review',
        tags,
      },
      input: s.ruling,
      output: one,
    },
    rule,
  ),
  figures: query(
    {
      permission: 'work.supervise',
      route: {
        method: 'GET',
        path: '/virtual-assistants/{id}/figures',
        summary: 'Somebody’s last seven days beside their own eight weeks before',
        tags,
      },
      input: one,
      output: s.figuresOf,
    },
    (ctx, { id }) => readFigures(ctx, id),
  ),
  own: query(
    {
      permission: 'tasks.work',
      route: { method: 'GET', path: '/tasks/reviews', summary: 'What was said of your work', tags },
      input: z.object(f.paging),
      output: f.page(s.ownReview),
    },
    ownReviews,
  ),
  ownFigures: query(
    {
      permission: 'tasks.work',
      route: { method: 'GET', path: '/tasks/figures', summary: 'Your own figures', tags },
      input: z.object({}),
      output: s.figuresOf,
    },
    (ctx) => readFigures(ctx, ctx.actor.vaId as string),
  ),
  appeal: command(
    {
      permission: 'tasks.work',
      route: {
        method: 'POST',
        path: '/tasks/reviews/{id}/appeal',
        summary: 'Object to the review of your work, once',
        tags,
      },
      input: s.appealing,
      output: one,
    },
    appeal,
  ),
}
