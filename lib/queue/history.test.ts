import { call } from '@orpc/server'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { claim, fulfilmentDifferences, makeBatch, makeDirectories } from '@/e2e/fulfilment'
import { asking, asOwner, closeOwner, makeCustomer, makeMember, makeWorkspace } from '@/e2e/people'
import { actions } from '../actions/procedures'
import { batches } from '../batches/procedures'
import { withSystem } from '../db/with-actor'
import { AppError } from '../errors'
import { failureCodes } from './labels'
import { claims } from './procedures'
import { expireLeases } from './work'

afterAll(closeOwner)

const pick = fc.nat({ max: 1000 })
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('claim' as const),
      count: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('complete' as const), which: pick, live: fc.boolean() }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('fail' as const),
      which: pick,
      code: fc.constantFrom(...failureCodes),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('release' as const), which: pick }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('pause' as const, 'resume' as const), which: pick }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('cancel' as const, 'retry' as const), which: pick }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('resolve' as const),
      which: pick,
      outcome: fc.constantFrom('submitted', 'again', 'given_up'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('expire' as const, 'hurry' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('note' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      which: pick,
      limit: fc.option(fc.integer({ min: 1, max: 3 })),
      stop: fc.boolean(),
    }),
  },
)

/** Refusals are part of life here; anything else is a fault. */
const orRefused = (work: Promise<unknown>) =>
  work.catch((error) => {
    if (!(error instanceof AppError) && (error as { status?: number }).status === undefined)
      throw error
    if ((error as { status?: number }).status === 500) throw error
  })

it('whatever happens in whatever order, counters, credits, listings and items agree', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 40 }), async (steps) => {
      const workspace = await makeWorkspace()
      const staff = await makeMember(workspace, 'admin')
      const as = { context: asking(staff) }
      const limited = await makeDirectories(workspace, 2, { maxConcurrent: 1 })
      const free = await makeDirectories(workspace, 4, { credits: 2 })
      const made = []
      for (const more of [{ maxConcurrentItems: 2 }, { stopOnError: true }, {}]) {
        const customer = await makeCustomer(workspace, { creditsLimit: 14 })
        made.push(await makeBatch(staff, customer, [...limited, ...free], more))
      }
      const held: string[] = []
      for (const one of steps) {
        const batch = made['which' in one ? one.which % made.length : 0]?.id as string
        const token = held['which' in one && held.length > 0 ? one.which % held.length : 0] ?? ''
        const drop = () => held.splice(held.indexOf(token), token ? 1 : 0)
        switch (one.do) {
          case 'claim':
            held.push(...(await claim(staff, one.count)).map((item) => item.token))
            break
          case 'complete':
            await orRefused(
              call(
                claims.complete,
                {
                  token,
                  ...(one.live
                    ? { outcome: 'live', listingUrl: 'https://example.com/x' }
                    : { outcome: 'submitted' }),
                },
                as,
              ),
            )
            drop()
            break
          case 'fail':
            await orRefused(call(claims.fail, { token, code: one.code, message: 'No.' }, as))
            drop()
            break
          case 'release':
            await orRefused(call(claims.release, { token }, as))
            drop()
            break
          case 'pause':
          case 'resume':
          case 'cancel':
            await orRefused(call(batches[one.do], { id: batch }, as))
            break
          case 'retry':
            await orRefused(call(batches.retryFailed, { id: batch }, as))
            break
          case 'edit':
            await orRefused(
              call(
                batches.edit,
                {
                  id: batch,
                  maxConcurrentItems: one.limit,
                  stopOnError: one.stop,
                  priority: 1 + (one.which % 5),
                },
                as,
              ),
            )
            break
          case 'resolve': {
            const { items } = await call(actions.list, { status: ['pending'] }, as)
            const action = items[one.which % Math.max(1, items.length)]
            if (!action) break
            const outcome =
              one.outcome === 'submitted'
                ? { outcome: 'submitted' as const, result: { outcome: 'submitted' as const } }
                : one.outcome === 'again'
                  ? { outcome: 'again' as const }
                  : { outcome: 'given_up' as const, code: 'refused' as const, reason: 'No.' }
            await orRefused(call(actions.resolve, { id: action.id, ...outcome }, as))
            break
          }
          case 'expire':
            await asOwner(
              `update submission_queue set lease_expires_at = now() - interval '1 second' where workspace_id = $1 and status = 'processing'`,
              [workspace.id],
            )
            await withSystem(workspace.id, 'test', ({ db }) =>
              expireLeases({
                db,
                actor: { kind: 'system', workspaceId: workspace.id, reason: 'test' },
              }),
            )
            break
          case 'note':
            await asOwner(`select note_heads($1, '{api}', false)`, [workspace.id])
            break
          case 'hurry':
            await asOwner(
              `update submission_queue set scheduled_for = now() - interval '1 second' where workspace_id = $1 and status in ('pending', 'retry_needed')`,
              [workspace.id],
            )
        }
        expect(await fulfilmentDifferences(workspace)).toEqual([])
      }
    }),
    { numRuns: Number(process.env.QUEUE_HISTORIES ?? 30) },
  )
}, 120_000)
