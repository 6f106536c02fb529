import { call } from '@orpc/server'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openAgency } from '@/e2e/deals'
import { ibanEnding } from '@/e2e/iban'
import { expectWhole, impatient, reconcileAll, runJob, runJobs } from '@/e2e/payout-jobs'
import { giveAccount, makeRun, money, useSandbox } from '@/e2e/payouts'
import { asking, asOwner, closeOwner, jobs, makeMember } from '@/e2e/people'
import { closeConnections } from '../db/client'
import { withSystem } from '../db/with-actor'
import { ledgerDifferences } from '../ledger/check'
import { atFailpoints } from './failpoints'
import { payouts } from './procedures'
import { payoutRuns } from './procedures/sending'

vi.hoisted(() => {
  process.env.LOG_LEVEL = 'silent'
})

let agency: Awaited<ReturnType<typeof openAgency>>

beforeEach(async () => {
  atFailpoints(impatient)
  agency = await openAgency()
  await useSandbox(agency.workspace.id)
  await asOwner('delete from graphile_worker._private_jobs')
})
afterEach(() => {
  atFailpoints(undefined)
  delete process.env.PAYOUT_TIMEOUT_MS
})
afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const as = (who = agency.admin) => ({ context: asking(who) })
const sendRun = (id: string) => call(payoutRuns.send, { id, provider: 'sandbox' }, as())
const retry = (id: string) => call(payouts.retry, { id, provider: 'sandbox' }, as())
const statusOf = async (id: string) => (await call(payouts.find, { id }, as())).status
const books = () => money(agency.workspace.id)

describe('a run', () => {
  it('is sent in one step, and each payout ends as its account says', async () => {
    const { runId, ids } = await makeRun(agency, ['1234', '0001', '0002', '0003', '0005', null])
    const { results } = await sendRun(runId)
    expect(results.filter(({ ok }) => !ok)).toEqual([
      { id: ids[5], ok: false, message: expect.stringContaining('where to send') },
    ])
    expect(await statusOf(ids[0] as string)).toBe('processing')
    await runJobs('payouts.send')
    expect(await Promise.all(ids.map(statusOf))).toEqual([
      'paid',
      'failed',
      'processing',
      'unknown',
      'failed',
      'approved',
    ])
    await reconcileAll(agency.workspace.id)
    expect(await statusOf(ids[3] as string)).toBe('paid')
    await expectWhole(agency.workspace.id)
    const detail = await call(payoutRuns.find, { id: runId }, as())
    expect(detail.counts).toEqual({ paid: 2, failed: 2, processing: 1, approved: 1 })
    expect(detail.payouts.find(({ id }) => id === ids[1])?.error).toBe('The account is closed.')
  })

  it('is sent once, whoever asks and however often', async () => {
    // Nothing here is meant to time out, however busy the machine.
    process.env.PAYOUT_TIMEOUT_MS = '20000'
    const { runId, ids } = await makeRun(agency, ['1111', '2222', '3333'])
    const asked = await Promise.allSettled(Array.from({ length: 16 }, () => sendRun(runId)))
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const waiting = await jobs<{ transferId: string }>('payouts.send')
    expect(waiting).toHaveLength(3)
    await Promise.allSettled(
      Array.from({ length: 5 }, () => waiting.map((task) => runJob('payouts.send', task))).flat(),
    )
    expect(await Promise.all(ids.map(statusOf))).toEqual(['paid', 'paid', 'paid'])
    const { sandbox } = await books()
    expect(sandbox.map(({ requests }) => requests)).toEqual([1, 1, 1])
    await expectWhole(agency.workspace.id)
  })

  it('comes to one end when sixteen approve, send, cancel and reconcile it at once', async () => {
    const { runId, ids } = await makeRun(agency, ['1111', '0001', '0003', '0004'], {
      approve: false,
    })
    const cancel = () => call(payoutRuns.cancel, { id: runId, reason: 'wrong' }, as())
    const approve = () => call(payoutRuns.approve, { id: runId }, as(agency.owner))
    const reconcile = () => call(payoutRuns.reconcile, { id: runId }, as())
    await Promise.allSettled([
      ...Array.from({ length: 4 }, approve),
      ...Array.from({ length: 6 }, () => sendRun(runId)),
      ...Array.from({ length: 2 }, cancel),
      ...Array.from({ length: 4 }, reconcile),
    ])
    await Promise.allSettled([sendRun(runId), runJobs('payouts.send'), cancel(), cancel()])
    await Promise.all([
      runJobs('payouts.reconcile'),
      runJobs('payouts.send'),
      reconcileAll(agency.workspace.id),
    ])
    await reconcileAll(agency.workspace.id)
    await reconcileAll(agency.workspace.id)
    for (const id of ids)
      expect(['paid', 'failed', 'cancelled', 'approved', 'draft']).toContain(await statusOf(id))
    const { payouts: rows, sandbox, transfers } = await books()
    const paidKeys = transfers.filter(({ status }) => status === 'paid').map(({ key }) => key)
    expect(new Set(paidKeys).size).toBe(paidKeys.length)
    expect(sandbox.filter(({ status }) => status === 'paid')).toHaveLength(
      rows.filter(({ status }) => status === 'paid').length,
    )
    expect(
      await withSystem(agency.workspace.id, 'test', ({ db }) => ledgerDifferences(db)),
    ).toEqual([])
  })

  it('goes nowhere while the sandbox is off, or before it is approved', async () => {
    const { runId } = await makeRun(agency, ['1111'], { approve: false })
    await expect(sendRun(runId)).rejects.toMatchObject({ status: 409 })
    await call(payoutRuns.approve, { id: runId }, as(agency.owner))
    await asOwner('update payout_settings set sandbox = false where workspace_id = $1', [
      agency.workspace.id,
    ])
    await expect(sendRun(runId)).rejects.toMatchObject({ status: 409 })
    expect((await books()).transfers).toEqual([])
  })

  it('is not sent by a manager or a partner', async () => {
    const { runId } = await makeRun(agency, ['1111'])
    for (const role of ['manager', 'partner'] as const) {
      const who = await makeMember(agency.workspace, role)
      const asked = call(payoutRuns.send, { id: runId, provider: 'sandbox' }, as(who))
      await expect(asked).rejects.toMatchObject({ status: 403 })
    }
  })
})

describe('a payout', () => {
  it('that failed is sent again under the same key', async () => {
    const { runId, ids } = await makeRun(agency, ['0006'])
    const id = ids[0] as string
    await sendRun(runId)
    await runJobs('payouts.send')
    expect(await statusOf(id)).toBe('failed')
    const retries = await Promise.allSettled(Array.from({ length: 16 }, () => retry(id)))
    expect(retries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await runJobs('payouts.send')
    expect(await statusOf(id)).toBe('paid')
    const { transfers } = await books()
    expect(transfers.map(({ attempt, status }) => [attempt, status])).toEqual([
      [1, 'failed'],
      [2, 'paid'],
    ])
    await expectWhole(agency.workspace.id)
    await expect(retry(id)).rejects.toMatchObject({ status: 409 })
  })

  it('is of unknown outcome when the provider does not answer in time', async () => {
    const { runId, ids } = await makeRun(agency, ['0003'])
    await sendRun(runId)
    atFailpoints(undefined)
    process.env.PAYOUT_TIMEOUT_MS = '50'
    await runJobs('payouts.send')
    expect(await statusOf(ids[0] as string)).toBe('unknown')
    delete process.env.PAYOUT_TIMEOUT_MS
    await reconcileAll(agency.workspace.id)
    expect(await statusOf(ids[0] as string)).toBe('paid')
    await expectWhole(agency.workspace.id)
  })

  it('that a provider never received is sent again by itself, as a new attempt', async () => {
    const { runId, ids } = await makeRun(agency, ['0004'])
    await sendRun(runId)
    await runJobs('payouts.send')
    expect(await statusOf(ids[0] as string)).toBe('unknown')
    await expect(retry(ids[0] as string)).rejects.toMatchObject({ status: 409 })
    await reconcileAll(agency.workspace.id)
    expect(await statusOf(ids[0] as string)).toBe('paid')
    expect((await books()).transfers).toMatchObject([{ status: 'failed' }, { status: 'paid' }])
    await expectWhole(agency.workspace.id)
  })

  it('of unknown outcome is neither sent nor cancelled, until somebody says what became of it', async () => {
    const { runId, ids } = await makeRun(agency, ['0003'])
    const id = ids[0] as string
    await sendRun(runId)
    await runJobs('payouts.send')
    expect(await statusOf(id)).toBe('unknown')
    const cancel = call(payouts.cancel, { id, reason: 'x' }, as())
    await expect(cancel).rejects.toMatchObject({ status: 409 })
    await expect(call(payouts.pay, { id, reference: 'X' }, as())).rejects.toMatchObject({
      status: 409,
    })
    const settle = () =>
      call(
        payouts.settle,
        { id, outcome: 'paid', reference: 'STMT-7', reason: 'On the statement of 3 March' },
        as(),
      )
    const said = await Promise.allSettled(Array.from({ length: 16 }, settle))
    expect(said.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await reconcileAll(agency.workspace.id)
    await expectWhole(agency.workspace.id)
    const [row] = await asOwner(
      'select status, settled_by, settled_reason from payout_transfers where payout_id = $1',
      [id],
    )
    expect(row).toEqual({
      status: 'paid',
      settled_by: agency.admin.userId,
      settled_reason: 'On the statement of 3 March',
    })
  })

  it('whose partner lost their details, or was banned, is not sent', async () => {
    const { runId, ids, partners } = await makeRun(agency, ['1111', '2222'])
    await asOwner(`update partners set status = 'banned' where id = $1`, [partners[0]])
    const { results } = await sendRun(runId)
    expect(results.find(({ id }) => id === ids[0])).toMatchObject({ ok: false })
    await asOwner('update partners set payout_details = null where id = $1', [partners[1]])
    await runJobs('payouts.send')
    expect(await statusOf(ids[1] as string)).toBe('failed')
    await giveAccount(partners[1] as string, ibanEnding('4444'))
    await retry(ids[1] as string)
    await runJobs('payouts.send')
    expect(await statusOf(ids[1] as string)).toBe('paid')
    await expectWhole(agency.workspace.id)
  })

  it('goes nowhere when the account was changed after the approval, until that is cleared', async () => {
    const { runId, ids, partners } = await makeRun(agency, ['1111'])
    await asOwner(
      `insert into risk_flags (workspace_id, kind, partner_id, sentence, evidence, evidence_key, raised_at)
       values ($1, 'new_payout_details', $2, 'The payout details were changed.', '{}', 'x', now())`,
      [agency.workspace.id, partners[0]],
    )
    const { results } = await sendRun(runId)
    expect(results).toEqual([
      {
        id: ids[0],
        ok: false,
        message: 'Held: The payout details were changed. Settle the risk flag first.',
      },
    ])
    expect((await books()).transfers).toEqual([])
  })

  it('keeps its key when it is cancelled and its commissions come in another payout', async () => {
    const { runId, ids } = await makeRun(agency, ['0001'])
    await sendRun(runId)
    await runJobs('payouts.send')
    await call(payouts.cancel, { id: ids[0] as string, reason: 'closed' }, as())
    const next = await call(
      payouts.create,
      { periodFrom: '2020-01-01', periodTo: '2099-12-31' },
      as(),
    )
    const id = next.payouts[0]?.id as string
    await call(payouts.approve, { id }, as(agency.owner))
    await sendRun(next.id)
    const { transfers } = await books()
    expect(transfers).toHaveLength(2)
    expect(new Set(transfers.map(({ key }) => key)).size).toBe(1)
  })
})

describe('the database', () => {
  it('takes no transfer of another amount, key or attempt, and no second live one', async () => {
    const { runId, ids } = await makeRun(agency, ['0002'])
    await sendRun(runId)
    const copy = (changes: string) =>
      asOwner(
        `insert into payout_transfers (workspace_id, payout_id, attempt, provider, idempotency_key, amount, currency, created_by, created_at)
         select workspace_id, payout_id, ${changes}, currency, created_by, now() from payout_transfers where payout_id = $1`,
        [ids[0]],
      )
    await expect(copy('2, provider, idempotency_key, amount')).rejects.toThrow(/live_key/)
    await expect(copy('2, provider, idempotency_key, amount - 1')).rejects.toThrow(
      /sends its payout/,
    )
    await expect(copy(`2, provider, repeat('a', 64), amount`)).rejects.toThrow(/sends its payout/)
    await expect(copy('7, provider, idempotency_key, amount')).rejects.toThrow(/sends its payout/)
    for (const change of [`provider = 'by_hand'`, 'amount = amount + 1', `idempotency_key = 'x'`])
      await expect(
        asOwner(`update payout_transfers set ${change} where payout_id = $1`, [ids[0]]),
      ).rejects.toThrow(/not rewritten/)
  })

  it('keeps a payout where its newest transfer is', async () => {
    const { runId, ids } = await makeRun(agency, ['0002', '1111'])
    await expect(
      asOwner(`update payouts set status = 'processing' where id = $1`, [ids[0]]),
    ).rejects.toThrow(/missing/)
    await sendRun(runId)
    await expect(
      asOwner(`update payouts set status = 'unknown' where id = $1`, [ids[0]]),
    ).rejects.toThrow(/unknown has a transfer that is sending/)
    await expect(
      asOwner(
        `update payout_transfers set status = 'failed', error = 'x', settled_at = now() where payout_id = $1`,
        [ids[0]],
      ),
    ).rejects.toThrow(/processing has a transfer that is failed/)
  })
})
