import { z } from 'zod'
import { command, query } from '../api/base'
import { csvFile } from '../api/csv'
import * as f from '../fields'
import { boardCounts, readBoard } from './board'
import { assignMany, prioritiseMany } from './bulk'
import { assign, cancel, note, unassign } from './commands'
import { exportWork } from './export'
import { countWork, findWork, listWork } from './queries'
import * as s from './schema'
import { askWhatIf, readForecast } from './what-if'
import * as w from './what-if-schema'

const tags = ['Action center']
const one = z.object({ id: f.id })

/** What whoever runs the team sees of its work, and does about it. */
export const routing = {
  board: query(
    {
      permission: 'work.supervise',
      route: { method: 'GET', path: '/work/board', summary: 'Who has what, and what waits', tags },
      input: z.object({}),
      output: s.board,
    },
    readBoard,
  ),
  boardCounts: query(
    {
      permission: 'work.supervise',
      route: {
        method: 'GET',
        path: '/work/counts',
        summary: 'What is late, soon late, waiting, stuck',
        tags,
      },
      input: z.object({}),
      output: s.boardCounts,
    },
    boardCounts,
  ),
  list: query(
    {
      permission: 'work.supervise',
      route: {
        method: 'GET',
        path: '/work/actions',
        summary: 'Actions, the most pressing first',
        tags,
      },
      input: s.workFilter,
      output: f.page(s.workItem),
    },
    listWork,
  ),
  count: query(
    {
      permission: 'work.supervise',
      route: {
        method: 'GET',
        path: '/work/actions/count',
        summary: 'How many match, up to 1,000',
        tags,
      },
      input: s.workSelection,
      output: f.cappedCount,
    },
    countWork,
  ),
  export: query(
    {
      permission: 'work.supervise',
      route: { method: 'GET', path: '/work/actions/export', summary: 'Actions as CSV', tags },
      input: s.workFilter.omit({ cursor: true, before: true, limit: true }),
      output: csvFile,
    },
    exportWork,
  ),
  find: query(
    {
      permission: 'work.supervise',
      route: {
        method: 'GET',
        path: '/work/actions/{id}',
        summary: 'One action: its history, who could take it, and why not the others',
        tags,
      },
      input: one,
      output: s.workDetail,
    },
    (ctx, { id }) => findWork(ctx, id),
  ),
  assign: command(
    {
      permission: 'work.supervise',
      route: {
        method: 'PUT',
        path: '/work/actions/{id}/assignment',
        summary: 'Give an action to somebody, also one that another holds',
        tags,
      },
      input: s.assigning,
      output: one,
    },
    assign,
  ),
  unassign: command(
    {
      permission: 'work.supervise',
      route: {
        method: 'DELETE',
        path: '/work/actions/{id}/assignment',
        summary: 'Put an action back to where everybody can take it',
        tags,
      },
      input: one,
      output: one,
    },
    unassign,
  ),
  assignMany: command(
    {
      permission: 'work.supervise',
      route: {
        method: 'POST',
        path: '/work/assignments',
        summary:
          'Give several actions to somebody, or the most pressing that match; says which went',
        tags,
      },
      input: s.assigningMany,
      output: s.bulkResults,
    },
    assignMany,
  ),
  prioritise: command(
    {
      permission: 'work.supervise',
      route: {
        method: 'POST',
        path: '/work/priorities',
        summary: 'Change the priority of actions, or of all that match; their deadlines follow',
        tags,
      },
      input: s.prioritising,
      output: s.bulkResults,
    },
    prioritiseMany,
  ),
  cancel: command(
    {
      permission: 'work.supervise',
      route: {
        method: 'POST',
        path: '/work/actions/{id}/cancellation',
        summary: 'Cancel an action; what it was about is given up',
        tags,
      },
      input: s.cancelling,
      output: one,
    },
    cancel,
  ),
  note: command(
    {
      permission: 'work.supervise',
      route: { method: 'POST', path: '/work/actions/{id}/notes', summary: 'Add a note', tags },
      input: s.noting,
      output: one,
    },
    note,
  ),
  whatIf: query(
    {
      permission: 'work.supervise',
      route: {
        method: 'GET',
        path: '/work/what-if',
        summary: 'How the work would go with other people, simulated from the real queue',
        tags,
      },
      input: w.whatIf,
      output: w.whatIfResult,
    },
    askWhatIf,
  ),
  forecast: query(
    {
      permission: 'work.supervise',
      route: {
        method: 'GET',
        path: '/work/forecast',
        summary: 'Hours of work expected today against hours of people',
        tags,
      },
      input: z.object({}),
      output: w.forecast,
    },
    readForecast,
  ),
}
