import { z } from 'zod'
import { command } from '../../api/base'
import * as f from '../../fields'
import { claimAction, renewLease } from '../holding'
import * as s from '../schema'

const tags = ['Tasks']

/** Pending actions in the hands of a virtual assistant. */
export const tasks = {
  claim: command(
    {
      permission: 'tasks.work',
      route: {
        method: 'POST',
        path: '/tasks/claims',
        summary: 'Take the best task for you, or the one named; nothing when there is none',
        tags,
      },
      input: s.claiming,
      output: s.held.nullable(),
    },
    claimAction,
  ),
  renew: command(
    {
      permission: 'tasks.work',
      route: {
        method: 'POST',
        path: '/tasks/{id}/heartbeat',
        summary: 'Extend the lease of a task that you work on',
        tags,
      },
      input: s.renewing,
      output: z.object({ leaseExpiresAt: f.time }),
    },
    renewLease,
  ),
}
