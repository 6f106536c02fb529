import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { call } from '@orpc/server'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openAgency } from '@/e2e/deals'
import { makeRun, money, useSandbox } from '@/e2e/payouts'
import { asking, asOwner, closeOwner } from '@/e2e/people'
import { closeConnections } from '../db/client'
import { payoutRuns } from './procedures/sending'

const root = fileURLToPath(new URL('../..', import.meta.url))
const bundle = `${root}.data/test/payout-worker-${process.pid}.mjs`
const started: ChildProcess[] = []

beforeAll(async () => {
  await build({
    absWorkingDir: root,
    entryPoints: ['lib/jobs/worker.ts'],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    jsx: 'automatic',
    logLevel: 'silent',
  })
  await asOwner('delete from graphile_worker._private_jobs')
})

afterAll(async () => {
  for (const child of started) child.kill('SIGKILL')
  rmSync(bundle, { force: true })
  await closeConnections()
  await closeOwner()
})

async function startWorker() {
  const env = { ...process.env, PAYOUT_TIMEOUT_MS: '4000', LOG_LEVEL: 'info' }
  const child = spawn(process.execPath, [bundle], { stdio: ['ignore', 'pipe', 'inherit'], env })
  started.push(child)
  for await (const text of child.stdout) if (String(text).includes('worker ready')) break
  return child
}

it('pays once when the worker is killed while the provider is paying', async () => {
  const agency = await openAgency()
  await useSandbox(agency.workspace.id)
  const { runId } = await makeRun(agency, ['0003', '0003'])
  const first = await startWorker()
  await call(payoutRuns.send, { id: runId, provider: 'sandbox' }, { context: asking(agency.admin) })
  // The money has moved, and nobody here knows yet.
  await vi.waitFor(async () => expect((await money(agency.workspace.id)).sandbox).toHaveLength(2), {
    timeout: 20_000,
    interval: 20,
  })
  first.kill('SIGKILL')
  await once(first, 'exit')
  const { transfers } = await money(agency.workspace.id)
  expect(transfers.map(({ status }) => status)).toEqual(['sending', 'sending'])

  await startWorker()
  await vi.waitFor(
    async () => {
      const { payouts } = await money(agency.workspace.id)
      expect(payouts.map(({ status }) => status)).toEqual(['paid', 'paid'])
    },
    { timeout: 70_000, interval: 200 },
  )
  const { sandbox, transfers: ended } = await money(agency.workspace.id)
  expect(sandbox.map(({ requests, status }) => [requests, status])).toEqual([
    [1, 'paid'],
    [1, 'paid'],
  ])
  expect(ended.map(({ attempt }) => attempt)).toEqual([1, 1])
}, 100_000)
