import { call } from '@orpc/server'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openAgency } from '@/e2e/deals'
import { expectWhole, impatient, reconcileAll, runJob, runJobs } from '@/e2e/payout-jobs'
import { makeRun, money, useSandbox } from '@/e2e/payouts'
import { asking, asOwner, closeOwner, jobs } from '@/e2e/people'
import { closeConnections } from '../db/client'
import { atFailpoints } from './failpoints'
import { payoutRuns } from './procedures/sending'

vi.hoisted(() => {
  process.env.LOG_LEVEL = 'silent'
})

let agency: Awaited<ReturnType<typeof openAgency>>

beforeEach(async () => {
  agency = await openAgency()
  await useSandbox(agency.workspace.id)
  await asOwner('delete from graphile_worker._private_jobs')
})
afterEach(() => atFailpoints(undefined))
afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const steps = [
  'before the claim',
  'claimed',
  'sent',
  'before the commit of the answer',
  'recorded',
  'before asking',
  'asked',
  'before the commit of the resend',
]

describe.each(['1111', '0001', '0003', '0004', '0006'])('an account that ends in %s', (ending) => {
  it.each(steps)('loses and doubles nothing in a crash at the step: %s', async (step) => {
    const { runId } = await makeRun(agency, [ending])
    await call(
      payoutRuns.send,
      { id: runId, provider: 'sandbox' },
      { context: asking(agency.admin) },
    )
    let crashed = false
    atFailpoints((at) => {
      impatient(at)
      if (at !== step || crashed) return
      crashed = true
      throw new Error(`crashed at ${step}`)
    })
    const [task] = await jobs('payouts.send')
    await runJobs('payouts.send')
    // The job of a killed worker runs again, and so does everybody's round of questions.
    await runJob('payouts.send', task).catch(() => {})
    for (let round = 0; round < 4; round++) await reconcileAll(agency.workspace.id).catch(() => {})
    atFailpoints(impatient)
    await reconcileAll(agency.workspace.id)
    await reconcileAll(agency.workspace.id)
    const failing = ['0001', '0006'].includes(ending)
    const ended = (await money(agency.workspace.id)).payouts[0]?.status
    // What is declined once may have been asked for twice, if the first answer was lost.
    expect(failing ? ['failed', 'paid'] : ['paid']).toContain(ended)
    await expectWhole(agency.workspace.id)
  })
})
