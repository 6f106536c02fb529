import { z } from 'zod'
import { command, query } from '../api/base'
import type { CommandContext } from '../api/context'
import { monitor, watchQueue } from './monitor'
import * as s from './schema'
import * as work from './work'

const tags = ['Queue']

const working = ({ db, actor }: CommandContext): work.WorkContext => ({ db, actor })

export const queue = {
  monitor: query(
    {
      permission: 'queue.read',
      route: { method: 'GET', path: '/queue', summary: 'How the queue stands', tags },
      input: z.object({}),
      output: monitor,
    },
    watchQueue,
  ),
}

const exchangeWords = `Hands in what claims have come to and claims the next items, in one transaction. \`results\` answers for each
token whether it was accepted: a lease that has ended is not, and the next items are claimed all the same.`

/** For workers outside: our own call lib/queue/work.ts in process. */
export const claims = {
  create: command(
    {
      permission: 'queue.work',
      route: {
        method: 'POST',
        path: '/queue/claims',
        summary: 'Claim items to work on',
        tags,
      },
      input: s.claimInput,
      output: z.object({ items: z.array(s.claimedItem) }),
    },
    async (ctx, input) => ({
      items: await work.claimItems(working(ctx), ctx.actor.workspace.id, input),
    }),
    async ({ actor }, input) => ({
      items: await work.claimAlone({ actor }, actor.workspace.id, input),
    }),
  ),
  exchange: command(
    {
      permission: 'queue.work',
      route: {
        method: 'POST',
        path: '/queue/exchange',
        summary: 'Hand in results and claim the next items',
        description: exchangeWords,
        tags,
      },
      input: s.exchange,
      output: s.exchanged,
    },
    (ctx, input) => work.exchange(working(ctx), ctx.actor.workspace.id, input),
  ),
  heartbeat: command(
    {
      permission: 'queue.work',
      route: {
        method: 'POST',
        path: '/queue/claims/{token}/heartbeat',
        summary: 'Extend the lease',
        tags,
      },
      input: s.heartbeat,
      output: z.object({ leaseExpiresAt: z.date() }),
    },
    (ctx, input) => work.heartbeat(working(ctx), input),
  ),
  progress: command(
    {
      permission: 'queue.work',
      route: {
        method: 'POST',
        path: '/queue/claims/{token}/progress',
        summary: 'Say how far the work is, and extend the lease',
        tags,
      },
      input: s.progress,
      output: z.object({ leaseExpiresAt: z.date() }),
    },
    (ctx, input) => work.heartbeat(working(ctx), input),
  ),
  complete: command(
    {
      permission: 'queue.work',
      route: {
        method: 'POST',
        path: '/queue/claims/{token}/completion',
        summary: 'Hand in a submission',
        tags,
      },
      input: s.completion,
      output: s.settled,
    },
    (ctx, { token, ...given }) => work.complete(working(ctx), token, given),
  ),
  fail: command(
    {
      permission: 'queue.work',
      route: {
        method: 'POST',
        path: '/queue/claims/{token}/failure',
        summary: 'Say why a submission did not go out',
        tags,
      },
      input: s.failure,
      output: s.settled,
    },
    (ctx, input) => work.fail(working(ctx), input),
  ),
  release: command(
    {
      permission: 'queue.work',
      route: {
        method: 'DELETE',
        path: '/queue/claims/{token}',
        summary: 'Give an item back untouched',
        tags,
      },
      input: s.claim,
      output: s.settled,
    },
    (ctx, { token }) => work.release(working(ctx), token),
  ),
}
