import { z } from 'zod'
import { command, query } from '../../api/base'
import * as f from '../../fields'
import { approveRun } from '../approval'
import { readFile } from '../bank-file'
import { cancelRun } from '../cancel'
import { delegate, listDelegations, revoke } from '../delegations'
import { askNow, confirmFile } from '../reconcile'
import { findRunDetail, listRuns, listTransfers } from '../runs'
import { send } from '../sending'
import * as s from '../sending-schema'
import { editSettings, settingsOf } from '../settings'

const tags = ['Payout runs']
const byId = z.object({ id: f.id })
const post = (path: `/${string}`, summary: string) =>
  ({ method: 'POST', path, summary, tags }) as const
const get = (path: `/${string}`, summary: string) =>
  ({ method: 'GET', path, summary, tags }) as const

export const payoutRuns = {
  list: query(
    {
      permission: 'payouts.approve',
      route: get('/payout-runs', 'List payout runs'),
      input: s.runFilter,
      output: f.page(s.runItem),
    },
    ({ db }, filter) => listRuns(db, filter),
  ),
  find: query(
    {
      permission: 'payouts.approve',
      route: get('/payout-runs/{id}/result', 'A run with where the money of each payout is'),
      input: byId,
      output: s.runDetail,
    },
    (ctx, { id }) => findRunDetail(ctx, id),
  ),
  approve: command(
    {
      permission: 'payouts.approve',
      route: post('/payout-runs/{id}/approval', 'Approve the drafts of a run'),
      input: byId,
      output: s.results,
    },
    async (ctx, { id }) => {
      await findRunDetail(ctx, id)
      return approveRun(ctx, id)
    },
  ),
  send: command(
    {
      permission: 'payouts.manage',
      route: post('/payout-runs/{id}/transfers', 'Send what is approved of a run'),
      input: s.sendInput,
      output: s.results,
    },
    async (ctx, { id, provider }) => {
      await findRunDetail(ctx, id)
      return send(ctx, { which: { runId: id }, provider })
    },
  ),
  retry: command(
    {
      permission: 'payouts.manage',
      route: post(
        '/payout-runs/{id}/retry',
        'Send what has failed of a run once more, under the same keys',
      ),
      input: s.sendInput,
      output: s.results,
    },
    async (ctx, { id, provider }) => {
      await findRunDetail(ctx, id)
      return send(ctx, { which: { runId: id }, provider, from: 'failed' })
    },
  ),
  reconcile: command(
    {
      permission: 'payouts.manage',
      route: post('/payout-runs/{id}/reconciliation', 'Ask providers what became of a run'),
      input: byId,
      output: s.results,
    },
    async (ctx, { id }) => {
      await findRunDetail(ctx, id)
      return askNow(ctx, { runId: id })
    },
  ),
  cancel: command(
    {
      permission: 'payouts.manage',
      route: post('/payout-runs/{id}/cancellation', 'Cancel what of a run is not on its way'),
      input: z.object({ id: f.id, reason: f.prose(500) }),
      output: s.results,
    },
    async (ctx, input) => {
      await findRunDetail(ctx, input.id)
      return cancelRun(ctx, input)
    },
  ),
}

export const payoutFiles = {
  download: query(
    {
      permission: 'payouts.manage',
      route: get('/payout-files/{id}', 'A file for the bank, the same to the byte each time'),
      input: byId,
      output: z.instanceof(File),
    },
    (ctx, { id }) => readFile(ctx, id),
  ),
  confirm: command(
    {
      permission: 'payouts.manage',
      route: post('/payout-files/{id}/confirmation', 'The bank has carried out a file'),
      input: z.object({ id: f.id, reason: f.prose(500) }),
      output: s.results,
    },
    async (ctx, { id, reason }) => confirmFile(ctx, { fileId: id, reason }),
  ),
}

export const payoutTransfers = {
  list: query(
    {
      permission: 'payouts.approve',
      route: get('/payout-transfers', 'Attempts to send payouts'),
      input: s.transferFilter,
      output: f.page(s.transfer),
    },
    ({ db }, filter) => listTransfers(db, filter),
  ),
}

export const payoutSettings = {
  find: query(
    { permission: 'payouts.manage', route: false, input: z.object({}), output: s.payoutSettings },
    ({ db }) => settingsOf(db),
  ),
  edit: command(
    {
      permission: 'workspace.manage',
      route: false,
      input: s.payoutSettingsEdit,
      output: s.payoutSettings,
    },
    editSettings,
  ),
}

export const delegations = {
  list: query(
    {
      permission: 'payouts.approve',
      route: get('/approval-delegations', 'Who may approve payouts for whom'),
      input: z.object({}),
      output: z.array(s.delegation),
    },
    (ctx) => listDelegations(ctx),
  ),
  create: command(
    {
      permission: 'payouts.manage',
      route: post('/approval-delegations', 'Let a manager approve payouts for a while'),
      input: s.delegationInput,
      output: z.array(s.delegation),
    },
    delegate,
  ),
  revoke: command(
    {
      permission: 'payouts.manage',
      route: post('/approval-delegations/{id}/revocation', 'End a delegation'),
      input: byId,
      output: z.array(s.delegation),
    },
    (ctx, { id }) => revoke(ctx, id),
  ),
}
