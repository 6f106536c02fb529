import { z } from 'zod'
import { command, query } from '../api/base'
import * as f from '../fields'
import { answerQuestion, askCustomer, resolveAction } from './commands'
import { findAction, listActions } from './queries'
import * as s from './schema'

const tags = ['Pending actions']
const one = z.object({ id: f.id })

export const actions = {
  list: query(
    {
      permission: 'actions.read',
      route: { method: 'GET', path: '/pending-actions', summary: 'What waits for a person', tags },
      input: s.actionFilter,
      output: f.page(s.action),
    },
    listActions,
  ),
  find: query(
    {
      permission: 'actions.read',
      route: { method: 'GET', path: '/pending-actions/{id}', summary: 'One action', tags },
      input: one,
      output: s.action,
    },
    ({ db }, { id }) => findAction(db, id),
  ),
  ask: command(
    {
      permission: 'actions.work',
      route: {
        method: 'POST',
        path: '/pending-actions/{id}/question',
        summary: 'Ask the customer',
        tags,
      },
      input: s.asking,
      output: s.action,
    },
    askCustomer,
  ),
  resolve: command(
    {
      permission: 'actions.work',
      route: {
        method: 'POST',
        path: '/pending-actions/{id}/resolution',
        summary: 'Finish an action: submitted, to be tried again, or given up',
        tags,
      },
      input: s.resolving,
      output: s.action,
    },
    resolveAction,
  ),
  /** What waits for the customer who asks. */
  questions: query(
    {
      permission: 'area.use',
      route: { method: 'GET', path: '/account/questions', summary: 'Your questions', tags },
      input: s.actionFilter,
      output: f.page(s.question),
    },
    listActions,
  ),
  answer: command(
    {
      permission: 'area.use',
      route: {
        method: 'POST',
        path: '/account/questions/{id}/answer',
        summary: 'Answer a question',
        tags,
      },
      input: s.answering,
      output: s.question,
    },
    answerQuestion,
  ),
}
