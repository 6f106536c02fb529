import { call } from '@orpc/server'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { openAgency } from '@/e2e/deals'
import { makeRun, money, useSandbox } from '@/e2e/payouts'
import { asking, asOwner, closeOwner, jobs } from '@/e2e/people'
import { closeConnections } from '@/lib/db/client'
import { taskList } from '@/lib/jobs/registry'
import { payouts } from '@/lib/payouts/procedures'
import { payoutRuns } from '@/lib/payouts/procedures/sending'
import { signature } from '@/lib/payouts/webhooks'
import { POST } from './route'

let agency: Awaited<ReturnType<typeof openAgency>>
let key: string

/** A payout that the sandbox has taken and not settled. */
beforeEach(async () => {
  agency = await openAgency()
  await useSandbox(agency.workspace.id)
  await asOwner('delete from graphile_worker._private_jobs')
  const { runId } = await makeRun(agency, ['0002'])
  await call(payoutRuns.send, { id: runId, provider: 'sandbox' }, { context: asking(agency.admin) })
  await runJobs('payouts.send')
  key = (await money(agency.workspace.id)).transfers[0]?.key as string
})
afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

async function runJobs(task: 'payouts.send' | 'payouts.event') {
  for (const payload of await jobs(task))
    await (taskList[task] as (payload: unknown, helpers: unknown) => Promise<void>)(payload, {})
}

type Told = {
  status?: string
  at?: Date
  id?: string
  error?: string
  age?: number
  forge?: boolean
}

async function tell({
  status = 'paid',
  at = new Date(),
  id = 'evt_1',
  error,
  age = 0,
  forge,
}: Told) {
  const data = {
    workspaceId: agency.workspace.id,
    key,
    status,
    reference: 'SBX-1',
    error,
    occurredAt: at.toISOString(),
  }
  const body = JSON.stringify({ type: 'transfer.updated', data })
  const timestamp = String(Math.floor(Date.now() / 1000) - age)
  const given = signature('sandbox', id, timestamp, forge ? `${body} ` : body)
  const request = new Request('http://localhost/api/webhooks/payouts/sandbox', {
    method: 'POST',
    headers: {
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,AAAA ${given}`,
    },
    body,
  })
  const response = await POST(request, { params: Promise.resolve({ provider: 'sandbox' }) })
  return response.status
}

const state = async () => (await money(agency.workspace.id)).payouts[0]?.status
const outcomes = async () =>
  (
    await asOwner<{ outcome: string }>(
      'select outcome from payout_events where workspace_id = $1 order by id',
      [agency.workspace.id],
    )
  ).map(({ outcome }) => outcome)
const later = (seconds: number) => new Date(Date.now() + seconds * 1000)

describe('the webhook', () => {
  it('pays once, however often the same event comes', async () => {
    const id = `evt_${key.slice(0, 20)}`
    const at = later(1)
    const statuses = await Promise.all(Array.from({ length: 16 }, () => tell({ id, at })))
    expect(new Set(statuses)).toEqual(new Set([200]))
    await Promise.all(Array.from({ length: 4 }, () => runJobs('payouts.event')))
    expect(await outcomes()).toEqual(['applied'])
    expect(await state()).toBe('paid')
    expect(await tell({ id, at })).toBe(200)
    const [row] = await asOwner<{ count: number }>(
      `select count(*)::int as count from events where workspace_id = $1 and type = 'payout.paid'`,
      [agency.workspace.id],
    )
    expect(row?.count).toBe(1)
  })

  it('is harmless out of order: what is older changes nothing, and paid is final', async () => {
    await tell({ id: `evt_b${key.slice(0, 20)}`, at: later(9) })
    await runJobs('payouts.event')
    await tell({ id: `evt_a${key.slice(0, 20)}`, status: 'failed', error: 'x', at: later(1) })
    await tell({ id: `evt_c${key.slice(0, 20)}`, status: 'failed', error: 'x', at: later(20) })
    await tell({ id: `evt_d${key.slice(0, 20)}`, status: 'accepted', at: later(30) })
    await runJobs('payouts.event')
    expect(await state()).toBe('paid')
    expect(await outcomes()).toEqual(['applied', 'stale', 'contradicts', 'stale'])
  })

  it('does not believe an event that is older than what is known', async () => {
    await tell({ id: `evt_o${key.slice(0, 20)}`, status: 'failed', error: 'x', at: later(-3600) })
    await runJobs('payouts.event')
    expect(await state()).toBe('processing')
  })

  it('of an attempt that failed says nothing about the next one', async () => {
    const failed = later(1)
    await tell({ id: `evt_1${key.slice(0, 20)}`, status: 'failed', error: 'x', at: failed })
    await runJobs('payouts.event')
    const [payout] = (await money(agency.workspace.id)).payouts
    await call(
      payouts.retry,
      { id: payout?.id as string, provider: 'sandbox' },
      { context: asking(agency.admin) },
    )
    // Late, and told again: the next attempt has not even been sent.
    await tell({ id: `evt_2${key.slice(0, 20)}`, status: 'accepted', at: later(-60) })
    await tell({ id: `evt_3${key.slice(0, 20)}`, status: 'failed', error: 'x', at: failed })
    await runJobs('payouts.event')
    expect((await money(agency.workspace.id)).transfers[1]?.status).toBe('sending')
    await runJobs('payouts.send')
    await tell({ id: `evt_4${key.slice(0, 20)}`, status: 'failed', error: 'x', at: failed })
    await runJobs('payouts.event')
    expect((await money(agency.workspace.id)).transfers[1]?.status).toBe('accepted')
    expect(await outcomes()).toEqual(['applied', 'stale', 'stale', 'stale'])
  })

  it('tells people when a provider pays what counts as failed', async () => {
    await tell({ id: `evt_f${key.slice(0, 20)}`, status: 'failed', error: 'x', at: later(1) })
    await runJobs('payouts.event')
    await tell({ id: `evt_p${key.slice(0, 20)}`, at: later(2) })
    await runJobs('payouts.event')
    expect(await state()).toBe('failed')
    const told = await asOwner(
      `select data->>'status' as status from events where workspace_id = $1 and type = 'payout.contradicted'`,
      [agency.workspace.id],
    )
    expect(told).toEqual([{ status: 'paid' }])
  })

  it('refuses what is not signed, old, or about nothing', async () => {
    expect(await tell({ forge: true })).toBe(401)
    expect(await tell({ age: 3600 })).toBe(401)
    expect(await tell({ status: 'lost' })).toBe(400)
    const other = await POST(new Request('http://localhost', { method: 'POST', body: '{}' }), {
      params: Promise.resolve({ provider: 'by_hand' }),
    })
    expect(other.status).toBe(404)
    expect(await outcomes()).toEqual([])
    expect(await state()).toBe('processing')
  })
})
