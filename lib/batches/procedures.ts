import { z } from 'zod'
import { command, query } from '../api/base'
import { csvFile } from '../api/csv'
import * as f from '../fields'
import { previewBatch } from './candidates'
import {
  createBatch,
  editBatch,
  replaceItem,
  replacementsFor,
  retryFailed,
  steerBatch,
} from './commands'
import { exportBatches, exportItems } from './export'
import { countBatches, findBatch, listBatches, listItems } from './queries'
import type { Step } from './rules'
import * as s from './schema'

const tags = ['Batches']
const one = z.object({ id: f.id })

const steering = (step: Step, summary: string) =>
  command(
    {
      permission: 'batches.manage',
      route: { method: 'POST', path: `/batches/{id}/${step}`, summary, tags },
      input: one,
      output: s.steered,
    },
    (ctx, { id }) => steerBatch(ctx, id, step),
  )

export const batches = {
  list: query(
    {
      permission: 'batches.read',
      route: { method: 'GET', path: '/batches', summary: 'List batches', tags },
      input: s.batchFilter,
      output: f.page(s.batch),
    },
    listBatches,
  ),
  counts: query(
    {
      permission: 'batches.read',
      route: { method: 'GET', path: '/batches/counts', summary: 'Batches by status', tags },
      input: s.batchSelection.omit({ status: true }),
      output: z.array(z.object({ status: z.enum(s.batchStatuses), count: z.int() })),
    },
    ({ db }, selection) => countBatches(db, selection),
  ),
  export: query(
    {
      permission: 'batches.read',
      route: { method: 'GET', path: '/batches/export', summary: 'Batches as CSV', tags },
      input: s.batchFilter.omit({ cursor: true, before: true, limit: true }),
      output: csvFile,
    },
    exportBatches,
  ),
  preview: query(
    {
      permission: 'batches.manage',
      route: {
        method: 'GET',
        path: '/batches/preview',
        summary: 'Directories that a batch could hold, and what they cost',
        tags,
      },
      input: s.previewInput,
      output: s.preview,
    },
    previewBatch,
  ),
  find: query(
    {
      permission: 'batches.read',
      route: { method: 'GET', path: '/batches/{id}', summary: 'One batch', tags },
      input: one,
      output: s.batchDetail,
    },
    ({ db }, { id }) => findBatch(db, id),
  ),
  items: query(
    {
      permission: 'batches.read',
      route: {
        method: 'GET',
        path: '/batches/{id}/items',
        summary: 'Submissions of a batch',
        tags,
      },
      input: s.itemFilter,
      output: f.page(s.item),
    },
    listItems,
  ),
  exportItems: query(
    {
      permission: 'batches.read',
      route: {
        method: 'GET',
        path: '/batches/{id}/items/export',
        summary: 'Submissions of a batch as CSV',
        tags,
      },
      input: s.itemFilter.omit({ cursor: true, before: true, limit: true }),
      output: csvFile,
    },
    exportItems,
  ),
  create: command(
    {
      permission: 'batches.manage',
      route: {
        method: 'POST',
        path: '/batches',
        summary: 'Queue a batch',
        tags,
        successStatus: 201,
      },
      input: s.batchInput,
      output: s.batchDetail,
    },
    createBatch,
  ),
  edit: command(
    {
      permission: 'batches.manage',
      route: {
        method: 'PATCH',
        path: '/batches/{id}',
        summary: 'Change how a batch is worked',
        tags,
      },
      input: s.batchEdit,
      output: s.batchDetail,
    },
    editBatch,
  ),
  pause: steering('pause', 'Pause what is not in progress'),
  resume: steering('resume', 'Go on'),
  cancel: steering('cancel', 'Cancel what is not in progress'),
  retryFailed: command(
    {
      permission: 'batches.manage',
      route: {
        method: 'POST',
        path: '/batches/{id}/retry',
        summary: 'Queue failed submissions again',
        tags,
      },
      input: z.object({ id: f.id, itemIds: z.array(f.id).min(1).max(s.mostItems).optional() }),
      output: s.steered,
    },
    (ctx, { id, itemIds }) => retryFailed(ctx, id, itemIds),
  ),
  replacements: query(
    {
      permission: 'batches.manage',
      route: {
        method: 'GET',
        path: '/batches/{id}/items/{itemId}/replacements',
        summary: 'Directories that could take the place of a failed one',
        tags,
      },
      input: z.object({ id: f.id, itemId: f.id }),
      output: z.array(s.candidate),
    },
    replacementsFor,
  ),
  replace: command(
    {
      permission: 'batches.manage',
      route: {
        method: 'POST',
        path: '/batches/{id}/items/{itemId}/replacement',
        summary: 'Queue another directory in place of a failed one',
        tags,
      },
      input: z.object({ id: f.id, itemId: f.id, directoryId: f.id }),
      output: s.batchDetail,
    },
    replaceItem,
  ),
}
