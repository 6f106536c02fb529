import { call } from '@orpc/server'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openAgency } from '@/e2e/deals'
import { makeRun, money, useSandbox } from '@/e2e/payouts'
import { asking, asOwner, closeOwner } from '@/e2e/people'
import { workers } from '@/e2e/worker'
import { closeConnections } from '../db/client'
import { payoutRuns } from './procedures/sending'

let worker: Awaited<ReturnType<typeof workers>>

beforeAll(async () => {
  worker = await workers({ PAYOUT_TIMEOUT_MS: '2000' })
  await asOwner('delete from graphile_worker._private_jobs')
})

afterAll(async () => {
  worker.close()
  await closeConnections()
  await closeOwner()
})

it('pays once when the worker is killed while the provider is paying', async () => {
  const agency = await openAgency()
  await useSandbox(agency.workspace.id)
  const { runId } = await makeRun(agency, ['0003', '0003'])
  const first = await worker.start()
  await call(payoutRuns.send, { id: runId, provider: 'sandbox' }, { context: asking(agency.admin) })
  // The money has moved, and nobody here knows yet.
  await vi.waitFor(async () => expect((await money(agency.workspace.id)).sandbox).toHaveLength(2), {
    timeout: 20_000,
    interval: 20,
  })
  await worker.kill(first)
  const { transfers } = await money(agency.workspace.id)
  expect(transfers.map(({ status }) => status)).toEqual(['sending', 'sending'])

  await worker.start()
  await vi.waitFor(
    async () => {
      const { payouts } = await money(agency.workspace.id)
      expect(payouts.map(({ status }) => status)).toEqual(['paid', 'paid'])
    },
    { timeout: 40_000, interval: 200 },
  )
  const { sandbox, transfers: ended } = await money(agency.workspace.id)
  expect(sandbox.map(({ requests, status }) => [requests, status])).toEqual([
    [1, 'paid'],
    [1, 'paid'],
  ])
  expect(ended.map(({ attempt }) => attempt)).toEqual([1, 1])
}, 60_000)
