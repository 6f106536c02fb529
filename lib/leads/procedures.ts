import { z } from 'zod'
import { command, query } from '../api/base'
import { csvFile } from '../api/csv'
import { timelineOf } from '../events/queries'
import { event } from '../events/schema'
import * as f from '../fields'
import { board, columnPage } from './board'
import { exportLeads } from './export'
import { extendProtection } from './protection'
import { countLeads, findLead, listLeads } from './queries'
import { listRefunds, previewRefund, refundLead } from './refunds'
import { editLead, registerLead } from './registration'
import * as s from './schema'
import { shareLead } from './shares'
import { moveLead } from './stage'
import { previewWin } from './winning'

const boardFilter = s.leadSelection.omit({ status: true })

export const leads = {
  list: query(
    {
      permission: 'leads.read',
      route: { method: 'GET', path: '/leads', summary: 'List leads', tags: ['Leads'] },
      input: s.leadFilter,
      output: f.page(s.leadItem),
    },
    ({ db }, filter) => listLeads(db, filter),
  ),
  /** What the table shows, in one transaction instead of two. */
  page: query(
    { permission: 'leads.read', route: false, input: s.leadFilter, output: s.leadPage },
    async ({ db }, filter) => {
      const [page, total] = await Promise.all([listLeads(db, filter), countLeads(db, filter)])
      return { ...page, total }
    },
  ),
  count: query(
    {
      permission: 'leads.read',
      route: {
        method: 'GET',
        path: '/leads/count',
        summary: 'Count leads, up to a cap',
        tags: ['Leads'],
      },
      input: s.leadSelection,
      output: f.cappedCount,
    },
    ({ db }, filter) => countLeads(db, filter),
  ),
  export: query(
    {
      permission: 'leads.read',
      route: { method: 'GET', path: '/leads/export', summary: 'Leads as CSV', tags: ['Leads'] },
      input: s.leadFilter.omit({ cursor: true, before: true, limit: true }),
      output: csvFile,
    },
    (ctx, filter) => exportLeads(ctx, filter),
  ),
  board: query(
    {
      permission: 'leads.read',
      route: {
        method: 'GET',
        path: '/leads/board',
        summary: 'Every stage with its first leads',
        tags: ['Leads'],
      },
      input: boardFilter.extend({ limit: f.pageSize.default(25) }),
      output: z.array(s.boardColumn),
    },
    ({ db }, { limit, ...filter }) => board(db, filter, limit),
  ),
  column: query(
    {
      permission: 'leads.read',
      route: {
        method: 'GET',
        path: '/leads/board/{status}',
        summary: 'More leads of one stage',
        tags: ['Leads'],
      },
      input: boardFilter.extend({
        status: z.enum(s.leadStatuses),
        cursor: z.string().max(500).optional(),
        limit: f.pageSize.default(25),
      }),
      output: f.page(s.boardCard),
    },
    ({ db }, { status, cursor, limit, ...filter }) =>
      columnPage(db, filter, { status, cursor, limit }),
  ),
  find: query(
    {
      permission: 'leads.read',
      route: { method: 'GET', path: '/leads/{id}', summary: 'One lead', tags: ['Leads'] },
      input: z.object({ id: f.id }),
      output: s.lead,
    },
    ({ db, now }, { id }) => findLead(db, id, now),
  ),
  timeline: query(
    {
      permission: 'leads.read',
      route: {
        method: 'GET',
        path: '/leads/{id}/events',
        summary: 'What happened to a lead',
        tags: ['Leads'],
      },
      input: z.object({ id: f.id }),
      output: z.array(event),
    },
    async ({ db, now }, { id }) => {
      await findLead(db, id, now)
      return timelineOf(db, 'lead', id)
    },
  ),
  register: command(
    {
      permission: 'leads.register',
      route: {
        method: 'POST',
        path: '/leads',
        successStatus: 201,
        summary: 'Register a lead',
        tags: ['Leads'],
      },
      input: s.leadInput,
      output: s.lead,
    },
    registerLead,
  ),
  edit: command(
    {
      permission: 'leads.edit',
      route: { method: 'PATCH', path: '/leads/{id}', summary: 'Edit a lead', tags: ['Leads'] },
      input: s.leadPatch,
      output: s.lead,
    },
    editLead,
  ),
  move: command(
    {
      permission: 'leads.move',
      route: {
        method: 'POST',
        path: '/leads/{id}/stage',
        summary: 'Move a lead to a stage',
        tags: ['Leads'],
      },
      input: s.stageMove,
      output: s.lead,
    },
    moveLead,
  ),
  share: command(
    {
      permission: 'leads.share',
      route: {
        method: 'PUT',
        path: '/leads/{id}/shares',
        summary: 'Share a deal among partners, in hundredths of a percent',
        tags: ['Leads'],
      },
      input: s.sharesInput,
      output: z.array(s.leadShare),
    },
    shareLead,
  ),
  extend: command(
    {
      permission: 'leads.edit',
      route: {
        method: 'POST',
        path: '/leads/{id}/extension',
        summary: 'Extend the protection of a lead, once',
        tags: ['Leads'],
      },
      input: s.extension,
      output: s.lead,
    },
    extendProtection,
  ),
  refunds: query(
    {
      permission: 'leads.read',
      route: {
        method: 'GET',
        path: '/leads/{id}/refunds',
        summary: 'What clients got back of a deal',
        tags: ['Leads'],
      },
      input: z.object({ id: f.id }),
      output: s.leadRefunds,
    },
    ({ db }, { id }) => listRefunds(db, id),
  ),
  refund: command(
    {
      permission: 'leads.refund',
      route: {
        method: 'POST',
        path: '/leads/{id}/refunds',
        successStatus: 201,
        summary: 'Record a refund and claw back its part of the commission',
        tags: ['Leads'],
      },
      input: s.refundInput,
      output: s.leadRefunds,
    },
    refundLead,
  ),
  previewRefund: query(
    {
      permission: 'leads.refund',
      route: {
        method: 'GET',
        path: '/leads/{id}/refund-preview',
        summary: 'What a refund would claw back',
        tags: ['Leads'],
      },
      input: z.object({ id: f.id, amount: z.coerce.number().pipe(f.amount) }),
      output: s.refundPreview,
    },
    (ctx, { id, amount }) => previewRefund(ctx, id, amount),
  ),
  previewWin: query(
    {
      permission: 'leads.move',
      route: {
        method: 'GET',
        path: '/leads/{id}/commission-preview',
        summary: 'The commission that winning would make',
        tags: ['Leads'],
      },
      input: z.object({ id: f.id, projectValue: z.coerce.number().pipe(f.amount) }),
      output: s.winPreview,
    },
    (ctx, { id, projectValue }) => previewWin(ctx, id, projectValue),
  ),
}
