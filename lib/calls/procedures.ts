import { z } from 'zod'
import { command, query } from '../api/base'
import { csvFile } from '../api/csv'
import * as f from '../fields'
import { listCallers } from './callers'
import { logCall, removeCall } from './commands'
import { exportCalls } from './export'
import { callsOfLead, listCalls } from './queries'
import * as s from './schema'

const tags = ['Calls']

/** Who called whom about what, and what came of it. */
export const calls = {
  list: query(
    {
      permission: 'calls.read',
      route: { method: 'GET', path: '/calls', summary: 'Calls, newest first', tags },
      input: s.callFilter,
      output: f.page(s.callItem),
    },
    ({ db, actor }, filter) => listCalls(db, actor.workspace.timezone, filter),
  ),
  export: query(
    {
      permission: 'calls.read',
      route: { method: 'GET', path: '/calls/export', summary: 'Calls as CSV', tags },
      input: s.callSelection,
      output: csvFile,
    },
    exportCalls,
  ),
  callers: query(
    {
      permission: 'calls.log',
      route: { method: 'GET', path: '/calls/callers', summary: 'Who may have called', tags },
      input: z.object({}),
      output: z.array(s.caller),
    },
    ({ db }) => listCallers(db),
  ),
  ofLead: query(
    {
      permission: 'calls.read',
      route: { method: 'GET', path: '/leads/{leadId}/calls', summary: 'Calls about a lead', tags },
      input: s.leadCalls,
      output: f.page(s.callItem),
    },
    ({ db }, asked) => callsOfLead(db, asked),
  ),
  log: command(
    {
      permission: 'calls.log',
      route: {
        method: 'POST',
        path: '/leads/{leadId}/calls',
        successStatus: 201,
        summary: 'Log a call about a lead',
        tags,
      },
      input: s.callInput,
      output: s.callItem,
    },
    logCall,
  ),
  remove: command(
    {
      permission: 'calls.log',
      route: {
        method: 'DELETE',
        path: '/calls/{id}',
        summary: 'Take back a call about a lead',
        tags,
      },
      input: z.object({ id: f.id }),
      output: z.object({}),
    },
    (ctx, { id }) => removeCall(ctx, id),
  ),
}
