import { readFileSync } from 'node:fs'
import { call } from '@orpc/server'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { openAgency, win } from '@/e2e/deals'
import { asking, asOwner, closeOwner, jobs } from '@/e2e/people'
import { commissions } from '../commissions/procedures'
import { closeConnections } from '../db/client'
import { withActor } from '../db/with-actor'
import { leads } from '../leads/procedures'
import { payouts } from '../payouts/procedures'
import { ledgerDifferences } from './check'
import { checkAllLedgers, checkLedger } from './jobs'

let agency: Awaited<ReturnType<typeof openAgency>>

beforeEach(async () => {
  agency = await openAgency()
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

/** Changes money behind the ledger's back. */
async function quietly(table: string, change: () => Promise<unknown>) {
  await asOwner(`alter table ${table} disable trigger user`)
  await change()
  await asOwner(`alter table ${table} enable trigger user`)
}

const differences = () => withActor(agency.admin, ({ db }) => ledgerDifferences(db))
const count = async (table: 'events' | 'emails', column: string, value: string) => {
  const rows = await asOwner(`select 1 from ${table} where workspace_id = $1 and ${column} = $2`, [
    agency.workspace.id,
    value,
  ])
  return rows.length
}

describe('the check of the books', () => {
  const check = () => checkLedger({ workspaceId: agency.workspace.id })
  const setAmount = (id: string, amount: number) =>
    quietly('commissions', () =>
      asOwner(
        `update commissions set commission_amount = $2, project_value = $2, commission_rate = 100 where id = $1`,
        [id, amount],
      ),
    )

  it('finds nothing where nothing is wrong', async () => {
    await win(agency.admin, agency.partnerId)
    await check()
    expect(await count('events', 'type', 'ledger.difference')).toBe(0)
  })

  it('reports a difference once, again when it changes, and when it is settled', async () => {
    const { commissionId } = await win(agency.admin, agency.partnerId)
    await setAmount(commissionId, 20_001)
    expect(await differences()).toMatchObject([
      {
        partnerId: agency.partnerId,
        currency: 'EUR',
        differences: [{ account: 'held', ledger: 20_000, expected: 20_001 }],
      },
    ])
    await check()
    await check()
    expect(await count('events', 'type', 'ledger.difference')).toBe(1)
    expect(await count('emails', 'template', 'ledger-difference')).toBe(2)
    await setAmount(commissionId, 20_002)
    await check()
    expect(await count('events', 'type', 'ledger.difference')).toBe(2)
    await setAmount(commissionId, 20_000)
    await check()
    await check()
    expect(await count('events', 'type', 'ledger.reconciled')).toBe(1)
    await setAmount(commissionId, 20_002)
    await check()
    expect(await count('events', 'type', 'ledger.difference')).toBe(3)
  })

  it('is queued for every workspace', async () => {
    await checkAllLedgers()
    const queued = await jobs<{ workspaceId: string }>('ledger.check')
    expect(queued.map(({ workspaceId }) => workspaceId)).toContain(agency.workspace.id)
  })
})

describe('the migration', () => {
  it('posts what commissions and payouts say already', async () => {
    const { admin, owner, partnerId } = agency
    const made: { leadId: string; commissionId: string }[] = []
    for (let deal = 0; deal < 7; deal++) made.push(await win(admin, partnerId, 50_000 + deal))
    const [first, second, third, fourth, fifth] = made.map(({ commissionId }) => commissionId)
    const context = asking(admin)
    const reason = 'Because'
    await call(commissions.approveMany, { ids: [first, second] as string[] }, { context })
    const run = await call(
      payouts.create,
      { periodFrom: '2020-01-01', periodTo: '2099-01-01' },
      { context },
    )
    const id = run.payouts[0]?.id as string
    await call(payouts.approve, { id }, { context: asking(owner) })
    await call(payouts.pay, { id, reference: 'T' }, { context })
    await call(commissions.approve, { id: third as string }, { context })
    await call(commissions.hold, { id: fourth as string, reason }, { context })
    await call(commissions.reject, { id: fourth as string, reason }, { context })
    await call(commissions.hold, { id: fifth as string, reason }, { context })
    const lost = made[5]?.leadId as string
    await call(leads.move, { id: lost, to: 'closed_lost', reason }, { context })
    expect(await differences()).toEqual([])

    const tables = ['ledger_entries', 'ledger_transactions', 'ledger_accounts']
    for (const table of tables) await quietly(table, () => asOwner(`delete from ${table}`))
    expect(await differences()).toHaveLength(1)
    const script = readFileSync('prisma/migrations/20261121100000_ledger/migration.sql', 'utf8')
    await asOwner(script.slice(script.indexOf('do $$')))
    expect(await differences()).toEqual([])
    await call(commissions.approveMany, { filter: {} }, { context })
    expect(await differences()).toEqual([])
  })
})
