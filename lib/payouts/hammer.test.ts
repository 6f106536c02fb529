import { type AnyProcedure, call, ORPCError } from '@orpc/server'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { negotiate, openAgency } from '@/e2e/deals'
import { ibanEnding } from '@/e2e/iban'
import { booksAreRight, nothingIsOpen } from '@/e2e/life/books'
import { giveAccount, useSandbox } from '@/e2e/payouts'
import { asking, asOwner, closeOwner, makePartner } from '@/e2e/people'
import { workers } from '@/e2e/worker'
import type { Member } from '../auth/actor'
import { commissions } from '../commissions/procedures'
import { closeConnections } from '../db/client'
import { leads } from '../leads/procedures'
import { payouts } from './procedures'
import { payoutRuns } from './procedures/sending'

const PARTNERS = 50
const CLIENTS = 16
const TURNS = 14
const period = { periodFrom: '2020-01-01', periodTo: '2099-12-31' }

let worker: Awaited<ReturnType<typeof workers>>

beforeAll(async () => {
  worker = await workers({ PAYOUT_TIMEOUT_MS: '1000' })
  await asOwner('delete from graphile_worker._private_jobs')
}, 60_000)

afterAll(async () => {
  worker.close()
  await closeConnections()
  await closeOwner()
})

/** A refusal is an answer too, a fault is not. */
async function ask(who: Member, procedure: AnyProcedure, input: object) {
  try {
    return (await call(procedure, input as never, { context: asking(who) })) as { id: string }
  } catch (error) {
    if (!(error instanceof ORPCError) || error.status >= 500) throw error
    return undefined
  }
}

it('pays fifty partners to the cent while all hammer at it and the worker is killed', async () => {
  const agency = await openAgency()
  const { admin, owner, workspace } = agency
  await useSandbox(workspace.id)
  const partners: string[] = []
  for (let no = 0; no < PARTNERS; no++) {
    const partnerId = await makePartner(workspace)
    // Some accounts decline at first, some pay without a word, some never receive the first transfer.
    await giveAccount(
      partnerId,
      ibanEnding(['1111', '2222', '3333', '0003', '0004', '0005', '0006'][no % 7] as string),
    )
    partners.push(partnerId)
  }
  const runs: string[] = []
  const some = <T>(list: readonly T[], at: number) => list[at % Math.max(1, list.length)] as T
  const leadAt = async (at: number) =>
    (
      await asOwner<{ id: string }>(
        `select id from client_leads where workspace_id = $1 and status = 'closed_won' order by id
         offset $2::int % greatest((select count(*) from client_leads where workspace_id = $1 and status = 'closed_won'), 1) limit 1`,
        [workspace.id, at],
      )
    )[0]?.id

  const turns = [
    async (at: number) => {
      const id = await negotiate(admin, some(partners, at * 7))
      await ask(admin, leads.move, { id, to: 'closed_won', projectValue: 10_000 + at * 333 })
    },
    () => ask(owner, commissions.approveMany, { filter: {} }),
    async (at: number) => {
      const id = await leadAt(at)
      if (id) await ask(owner, leads.refund, { id, amount: 1 + at * 17, reason: 'Refund' })
    },
    async () => {
      const run = await ask(admin, payouts.create, period)
      if (run) runs.push(run.id)
    },
    async (at: number) => {
      if (runs.length > 0) await ask(owner, payoutRuns.approve, { id: some(runs, at) })
    },
    async (at: number) => {
      if (runs.length > 0)
        await ask(admin, payoutRuns.send, { id: some(runs, at), provider: 'sandbox' })
    },
    async (at: number) => {
      if (runs.length > 0)
        await ask(admin, payoutRuns.retry, { id: some(runs, at), provider: 'sandbox' })
    },
  ]

  const first = await worker.start()
  let done = 0
  const client = async (no: number) => {
    for (let turn = 0; turn < TURNS; turn++, done++)
      await some(turns, no + turn * 3)(no * TURNS + turn)
  }
  const all = Promise.all(Array.from({ length: CLIENTS }, (_, no) => client(no)))
  await vi.waitFor(() => expect(done).toBeGreaterThan((CLIENTS * TURNS) / 2), {
    timeout: 120_000,
    interval: 10,
  })
  await worker.kill(first)
  await all
  const second = await worker.start()

  // Everything that is due now goes out as well, and what failed goes out again.
  await ask(owner, commissions.approveMany, { filter: {} })
  const last = await ask(admin, payouts.create, period)
  if (last) runs.push(last.id)
  for (const id of runs) await ask(owner, payoutRuns.approve, { id })
  const counted = async () =>
    (
      await asOwner<{ open: number }>(
        `select count(*)::int as open from payouts where workspace_id = $1 and status not in ('paid', 'cancelled')`,
        [workspace.id],
      )
    )[0]?.open
  await vi.waitFor(
    async () => {
      for (const id of runs) {
        await ask(admin, payoutRuns.send, { id, provider: 'sandbox' })
        await ask(admin, payoutRuns.retry, { id, provider: 'sandbox' })
        await ask(admin, payoutRuns.reconcile, { id })
      }
      expect(await counted()).toBe(0)
    },
    { timeout: 150_000, interval: 1_000 },
  )
  await worker.kill(second)

  await booksAreRight({ ...agency, checked: new Set<string>() })
  await nothingIsOpen(agency)
  // What partners were paid is what they earned, less what was taken back and not yet netted.
  const [sums] = await asOwner<{ earned: number; paid: number; waiting: number }>(
    `select (select sum(commission_amount)::float8 from commissions where workspace_id = $1 and status in ('approved', 'paid')) as earned,
       (select sum(amount)::float8 from sandbox_transfers where workspace_id = $1 and status = 'paid') as paid,
       (select coalesce(sum(commission_amount), 0)::float8 from commissions where workspace_id = $1 and status = 'approved') as waiting`,
    [workspace.id],
  )
  expect(sums?.paid).toBeGreaterThan(0)
  expect(sums?.paid).toBe((sums?.earned ?? 0) - (sums?.waiting ?? 0))
}, 400_000)
