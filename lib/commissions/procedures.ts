import { z } from 'zod'
import { command, query } from '../api/base'
import { csvFile } from '../api/csv'
import { timelineOf } from '../events/queries'
import { event } from '../events/schema'
import * as f from '../fields'
import { adjustCommission } from './adjustment'
import { rejectCommissions } from './bulk-reject'
import { exportCommissions } from './export'
import { findCommission, listCommissions, sumByStatus } from './queries'
import {
  approveCommission,
  approveCommissions,
  holdCommission,
  rejectCommission,
  releaseCommission,
} from './review'
import * as s from './schema'

const tags = ['Commissions']
const byId = z.object({ id: f.id })

export const commissions = {
  list: query(
    {
      permission: 'commissions.read',
      route: { method: 'GET', path: '/commissions', summary: 'List commissions', tags },
      input: s.commissionFilter,
      output: f.page(s.commissionItem),
    },
    ({ db }, filter) => listCommissions(db, filter),
  ),
  sums: query(
    {
      permission: 'commissions.read',
      route: { method: 'GET', path: '/commissions/sums', summary: 'Sums by status', tags },
      input: s.commissionSelection,
      output: z.array(s.statusSum),
    },
    ({ db }, filter) => sumByStatus(db, filter),
  ),
  export: query(
    {
      permission: 'commissions.read',
      route: { method: 'GET', path: '/commissions/export', summary: 'Commissions as CSV', tags },
      input: s.commissionFilter.omit({ cursor: true, before: true, limit: true }),
      output: csvFile,
    },
    (ctx, filter) => exportCommissions(ctx, filter),
  ),
  find: query(
    {
      permission: 'commissions.read',
      route: {
        method: 'GET',
        path: '/commissions/{id}',
        summary: 'One commission and how it was computed',
        tags,
      },
      input: byId,
      output: s.commission,
    },
    ({ db, actor }, { id }) => findCommission(db, id, actor.userId),
  ),
  timeline: query(
    {
      permission: 'commissions.read',
      route: {
        method: 'GET',
        path: '/commissions/{id}/events',
        summary: 'What happened to a commission',
        tags,
      },
      input: byId,
      output: z.array(event),
    },
    async ({ db, actor }, { id }) => {
      await findCommission(db, id, actor.userId)
      return timelineOf(db, 'commission', id)
    },
  ),
  approve: command(
    {
      permission: 'commissions.review',
      route: {
        method: 'POST',
        path: '/commissions/{id}/approval',
        summary: 'Approve a commission',
        tags,
      },
      input: byId,
      output: s.commission,
    },
    (ctx, { id }) => approveCommission(ctx, id),
  ),
  approveMany: command(
    {
      permission: 'commissions.review',
      route: {
        method: 'POST',
        path: '/commissions/approvals',
        summary: 'Approve the chosen commissions, or all that match',
        tags,
      },
      input: s.bulkTarget,
      output: z.object({
        approved: z.int(),
        amounts: z.array(z.object({ currency: z.string(), amount: f.signedAmount })),
        results: z.array(f.rowResult),
        /** Matching ones left out because they pay the asking person. */
        skippedOwn: z.int(),
      }),
    },
    approveCommissions,
  ),
  rejectMany: command(
    {
      permission: 'commissions.review',
      route: {
        method: 'POST',
        path: '/commissions/rejections',
        summary: 'Reject the chosen commissions, as one operation that can be undone',
        tags,
      },
      input: s.bulkRejection,
      output: s.bulkRejected,
    },
    rejectCommissions,
  ),
  adjust: command(
    {
      permission: 'commissions.review',
      route: {
        method: 'POST',
        path: '/commissions/{id}/adjustments',
        successStatus: 201,
        summary:
          'Correct what a deal gives a partner, as a commission of its own that another person approves',
        tags,
      },
      input: s.adjustment,
      output: s.commission,
    },
    adjustCommission,
  ),
  hold: command(
    {
      permission: 'commissions.review',
      route: { method: 'POST', path: '/commissions/{id}/hold', summary: 'Hold a commission', tags },
      input: s.reasoned,
      output: s.commission,
    },
    holdCommission,
  ),
  release: command(
    {
      permission: 'commissions.review',
      route: {
        method: 'POST',
        path: '/commissions/{id}/release',
        summary: 'Release a held commission',
        tags,
      },
      input: s.reasoned,
      output: s.commission,
    },
    releaseCommission,
  ),
  reject: command(
    {
      permission: 'commissions.review',
      route: {
        method: 'POST',
        path: '/commissions/{id}/rejection',
        summary: 'Reject a commission',
        tags,
      },
      input: s.reasoned,
      output: s.commission,
    },
    rejectCommission,
  ),
}
