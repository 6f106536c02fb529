import { z } from 'zod'
import { command, query } from '../api/base'
import { csvFile } from '../api/csv'
import { timelineOf } from '../events/queries'
import { event } from '../events/schema'
import * as f from '../fields'
import { approvePayout } from './approval'
import { payPayout } from './by-hand'
import { cancelPayout } from './cancel'
import { previewPayouts } from './due'
import { exportPayouts } from './export'
import { countPayouts, findPayout, findRun, listPayouts } from './queries'
import { askNow, settleByHand } from './reconcile'
import { createRun } from './run'
import * as s from './schema'
import { send } from './sending'
import { results, sendInput, settlement } from './sending-schema'

const tags = ['Payouts']
const byId = z.object({ id: f.id })

export const payouts = {
  list: query(
    {
      permission: 'payouts.read',
      route: { method: 'GET', path: '/payouts', summary: 'List payouts', tags },
      input: s.payoutFilter,
      output: f.page(s.payoutItem),
    },
    ({ db }, filter) => listPayouts(db, filter),
  ),
  count: query(
    {
      permission: 'payouts.read',
      route: { method: 'GET', path: '/payouts/count', summary: 'Count payouts', tags },
      input: s.payoutFilter.pick({ status: true, partnerId: true, runId: true }),
      output: f.cappedCount,
    },
    ({ db }, filter) => countPayouts(db, filter),
  ),
  export: query(
    {
      permission: 'payouts.read',
      route: { method: 'GET', path: '/payouts/export', summary: 'Payouts as CSV', tags },
      input: s.payoutFilter.omit({ cursor: true, before: true, limit: true }),
      output: csvFile,
    },
    (ctx, filter) => exportPayouts(ctx, filter),
  ),
  preview: query(
    {
      permission: 'payouts.manage',
      route: { method: 'GET', path: '/payouts/preview', summary: 'What a run would pay', tags },
      input: s.payoutSelection,
      output: s.payoutPreview,
    },
    previewPayouts,
  ),
  find: query(
    {
      permission: 'payouts.read',
      route: { method: 'GET', path: '/payouts/{id}', summary: 'One payout with its items', tags },
      input: byId,
      output: s.payout,
    },
    (ctx, { id }) => findPayout(ctx, id),
  ),
  timeline: query(
    {
      permission: 'payouts.read',
      route: {
        method: 'GET',
        path: '/payouts/{id}/events',
        summary: 'What happened to a payout',
        tags,
      },
      input: byId,
      output: z.array(event),
    },
    async (ctx, { id }) => {
      await findPayout(ctx, id)
      return timelineOf(ctx.db, 'payout', id)
    },
  ),
  run: query(
    {
      permission: 'payouts.manage',
      route: { method: 'GET', path: '/payout-runs/{id}', summary: 'A run and its payouts', tags },
      input: byId,
      output: s.payoutRun,
    },
    ({ db }, { id }) => findRun(db, id),
  ),
  create: command(
    {
      permission: 'payouts.manage',
      route: {
        method: 'POST',
        path: '/payouts',
        successStatus: 201,
        summary: 'Make a run: one payout per partner and currency',
        tags,
      },
      input: s.payoutRunInput,
      output: s.payoutRun,
    },
    createRun,
  ),
  approve: command(
    {
      permission: 'payouts.approve',
      route: { method: 'POST', path: '/payouts/{id}/approval', summary: 'Approve a payout', tags },
      input: byId,
      output: s.payout,
    },
    (ctx, { id }) => approvePayout(ctx, id),
  ),
  pay: command(
    {
      permission: 'payouts.manage',
      route: {
        method: 'POST',
        path: '/payouts/{id}/payment',
        summary: 'Mark a payout as paid',
        tags,
      },
      input: s.payment,
      output: s.payout,
    },
    payPayout,
  ),
  cancel: command(
    {
      permission: 'payouts.manage',
      route: {
        method: 'POST',
        path: '/payouts/{id}/cancellation',
        summary: 'Cancel a payout',
        tags,
      },
      input: z.object({ id: f.id, reason: f.prose(500) }),
      output: s.payout,
    },
    cancelPayout,
  ),
  retry: command(
    {
      permission: 'payouts.manage',
      route: {
        method: 'POST',
        path: '/payouts/{id}/retry',
        summary: 'Send a payout that has failed once more, under the same key',
        tags,
      },
      input: sendInput,
      output: results,
    },
    async (ctx, { id, provider }) => {
      await findPayout(ctx, id)
      return send(ctx, { which: { ids: [id] }, provider, from: 'failed' })
    },
  ),
  reconcile: command(
    {
      permission: 'payouts.manage',
      route: {
        method: 'POST',
        path: '/payouts/{id}/reconciliation',
        summary: 'Ask the provider what became of a payout',
        tags,
      },
      input: byId,
      output: results,
    },
    async (ctx, { id }) => {
      await findPayout(ctx, id)
      return askNow(ctx, { ids: [id] })
    },
  ),
  settle: command(
    {
      permission: 'payouts.manage',
      route: {
        method: 'POST',
        path: '/payouts/{id}/settlement',
        summary: 'Say what became of a payout, from the bank statement',
        tags,
      },
      input: settlement,
      output: s.payout,
    },
    settleByHand,
  ),
}
