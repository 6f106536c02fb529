import { z } from 'zod'
import { action, command, query } from '../../api/base'
import { AppError } from '../../errors'
import * as f from '../../fields'
import { keepProof, readProof } from '../../proofs/keep'
import { proof } from '../../proofs/schema'
import { askAboutTask } from '../asking'
import { dayOf, setAvailability } from '../day'
import { saveDraft } from '../drafts'
import { failTask, finishTask } from '../finishing'
import { claimAlone, claimTask, renewLease } from '../holding'
import { noteTask } from '../notes'
import {
  blockTask,
  colleagues,
  declineTask,
  handOverTask,
  releaseTask,
  skipTask,
  snoozeTask,
} from '../passing'
import * as s from '../schema'
import * as t from '../task-schema'
import { findTask } from '../task-view'

const permission = 'tasks.work'
const tags = ['Tasks']
const one = z.object({ id: f.id })

const post = (path: string, summary: string) =>
  ({ method: 'POST', path: `/tasks/{id}${path}`, summary, tags }) as const

/** Pending actions in the hands of a virtual assistant. */
export const tasks = {
  day: query(
    {
      permission,
      route: {
        method: 'GET',
        path: '/tasks',
        summary: 'Your day: what you hold, what comes back, what waits, what is done',
        tags,
      },
      input: z.object({}),
      output: t.day,
    },
    dayOf,
  ),
  claim: command(
    {
      permission,
      route: {
        method: 'POST',
        path: '/tasks/claims',
        summary: 'Take the best task for you, or the one named; nothing when there is none',
        tags,
      },
      input: s.claiming,
      output: t.taskView.nullable(),
    },
    claimTask,
    claimAlone,
  ),
  find: query(
    {
      permission,
      route: { method: 'GET', path: '/tasks/{id}', summary: 'One task, with all it needs', tags },
      input: one,
      output: t.taskView,
    },
    (ctx, { id }) => findTask(ctx, id),
  ),
  renew: command(
    {
      permission,
      route: post('/heartbeat', 'Extend the lease of a task that you work on'),
      input: s.renewing,
      output: z.object({ leaseExpiresAt: f.time }),
    },
    renewLease,
  ),
  draft: command(
    {
      permission,
      route: { method: 'PUT', path: '/tasks/{id}/draft', summary: 'Keep what is typed', tags },
      input: t.drafting,
      output: z.object({ savedAt: f.time }),
    },
    saveDraft,
  ),
  finish: command(
    {
      permission,
      route: post('/completion', 'Finish a task with its outcome, and take the next if you like'),
      input: t.finishing,
      output: t.taskEnd,
    },
    finishTask,
  ),
  fail: command(
    {
      permission,
      route: post('/failure', 'Give a task up for good'),
      input: t.failing,
      output: t.taskEnd,
    },
    failTask,
  ),
  block: command(
    {
      permission,
      route: post('/block', 'Say what is in the way; comes back at the time given'),
      input: t.blocking,
      output: one,
    },
    blockTask,
  ),
  ask: command(
    {
      permission,
      route: post('/question', 'Ask the customer; the answer brings it back to you'),
      input: t.askingFor,
      output: one,
    },
    askAboutTask,
  ),
  skip: command(
    {
      permission,
      route: post('/skip', 'Put a task back, out of your way for an hour'),
      input: t.refusing,
      output: one,
    },
    skipTask,
  ),
  decline: command(
    {
      permission,
      route: post('/decline', 'Put a task back; it never comes to you again'),
      input: t.refusing,
      output: one,
    },
    declineTask,
  ),
  snooze: command(
    {
      permission,
      route: post('/snooze', 'Put a task off; it comes back to you'),
      input: t.snoozing,
      output: one,
    },
    snoozeTask,
  ),
  release: command(
    {
      permission,
      route: post('/release', 'Put a task back as it is'),
      input: t.releasing,
      output: one,
    },
    releaseTask,
  ),
  colleagues: query(
    {
      permission,
      route: {
        method: 'GET',
        path: '/tasks/{id}/colleagues',
        summary: 'To whom you could hand a task over',
        tags,
      },
      input: one,
      output: z.array(t.colleague),
    },
    colleagues,
  ),
  handOver: command(
    {
      permission,
      route: post('/handover', 'Hand a task over to somebody, or to whoever takes it next'),
      input: t.handingOver,
      output: one,
    },
    handOverTask,
  ),
  note: command(
    {
      permission,
      route: post('/notes', 'Add a note to the history of a task'),
      input: t.noting,
      output: one,
    },
    noteTask,
  ),
  prove: action(
    {
      permission,
      route: {
        ...post('/proofs', 'Add a proof to a task that you hold'),
        inputStructure: 'detailed',
        successStatus: 201,
      },
      input: t.proving,
      output: proof,
    },
    async ({ actor, now, upload }, { params, query: { token, ...facts } }) => {
      if (!upload) throw new AppError('invalid', 'Send the file as the body, or as form data.')
      const target = { taskId: params.id, taskToken: token }
      return keepProof(actor, target, facts, await readProof(upload), now)
    },
  ),
  availability: command(
    {
      permission,
      route: {
        method: 'PUT',
        path: '/tasks/availability',
        summary: 'Switch yourself to available or not',
        tags,
      },
      input: z.object({ available: z.boolean() }),
      output: z.object({ available: z.boolean() }),
    },
    setAvailability,
  ),
}
