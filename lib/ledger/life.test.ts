import fc from 'fast-check'
import { afterAll, expect, it, vi } from 'vitest'
import { makeAgency } from '@/e2e/life/agency'
import { booksAreRight, nothingIsOpen } from '@/e2e/life/books'
import { crashAt, names, settleAll, steps } from '@/e2e/life/steps'
import { asOwner, closeOwner } from '@/e2e/people'
import { closeConnections } from '../db/client'
import { atFailpoints } from '../payouts/failpoints'

vi.hoisted(() => {
  process.env.LOG_LEVEL = 'silent'
  // The sandbox keeps silent for some accounts; nobody waits for it here.
  process.env.PAYOUT_TIMEOUT_MS = '40'
})

afterAll(async () => {
  atFailpoints(undefined)
  await closeConnections()
  await closeOwner()
})

const STORIES = Number(process.env.LIFE_STORIES ?? 1_000)
const STEPS = 50
/** Stories wait for the database most of the time. */
const AT_ONCE = 4

const story = fc.record({
  seed: fc.nat(1_000),
  told: fc.array(fc.tuple(fc.constantFrom(...names), fc.nat(200)), {
    minLength: STEPS,
    maxLength: STEPS,
  }),
})

it(`holds after every one of ${STEPS} steps, in ${STORIES} stories`, async () => {
  atFailpoints(crashAt)
  const tell = () =>
    fc.assert(
      fc.asyncProperty(story, async ({ seed, told }) => {
        const agency = await makeAgency(seed)
        try {
          for (const [name, at] of told) {
            await steps[name](agency, at)
            await booksAreRight(agency)
          }
          await settleAll(agency)
          await booksAreRight(agency)
          await nothingIsOpen(agency)
        } finally {
          await asOwner(
            `delete from graphile_worker._private_jobs where payload->>'workspaceId' = $1`,
            [agency.workspace.id],
          )
        }
      }),
      // A story that fails is told as it is: to shorten it would take hours.
      { numRuns: STORIES / AT_ONCE, endOnFailure: true },
    )
  await Promise.all(Array.from({ length: AT_ONCE }, tell))
  expect(STORIES).toBeGreaterThan(0)
}, 2_400_000)
