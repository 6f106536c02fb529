import { call } from '@orpc/server'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { openAgency, win } from '@/e2e/deals'
import { asking, asOwner, closeOwner, makeMember } from '@/e2e/people'
import { closeConnections } from '../db/client'
import { withActor } from '../db/with-actor'
import { ledgerDifferences } from '../ledger/check'
import { payouts } from '../payouts/procedures'
import { commissions } from './procedures'

let agency: Awaited<ReturnType<typeof openAgency>>
let commissionId: string

beforeEach(async () => {
  agency = await openAgency()
  commissionId = (await win(agency.admin, agency.partnerId)).commissionId
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const adjust = (amount: number, as = agency.admin, id = commissionId) =>
  call(commissions.adjust, { id, amount, reason: 'Agreed on the phone' }, { context: asking(as) })
const approve = (id: string, as = agency.owner) =>
  call(commissions.approve, { id }, { context: asking(as) })

describe('an adjustment', () => {
  it('stands beside what it corrects, and is paid with it', async () => {
    await approve(commissionId)
    for (const amount of [1_234, -500]) {
      const made = await adjust(amount)
      expect(made).toMatchObject({
        kind: 'adjustment',
        status: 'pending',
        commissionAmount: amount,
      })
      await approve(made.id)
    }
    const run = await call(
      payouts.create,
      { periodFrom: '2020-01-01', periodTo: '2099-12-31' },
      { context: asking(agency.admin) },
    )
    expect(run.payouts[0]?.amount).toBe(20_000 + 1_234 - 500)
    expect(await withActor(agency.owner, ({ db }) => ledgerDifferences(db))).toEqual([])
  })

  it('is approved by somebody else than who made it, one by one and in bulk', async () => {
    const made = await adjust(1_000)
    await expect(approve(made.id, agency.admin)).rejects.toMatchObject({ code: 'forbidden' })
    const { results } = await call(
      commissions.approveMany,
      { ids: [made.id] },
      { context: asking(agency.admin) },
    )
    expect(results).toEqual([
      { id: made.id, ok: false, message: expect.stringContaining('somebody else') },
    ])
    await expect(
      asOwner(
        `update commissions set status = 'approved', approved_by = $2, approved_at = now() where id = $1`,
        [made.id, agency.admin.userId],
      ),
    ).rejects.toThrow('does not approve it')
    expect((await approve(made.id)).status).toBe('approved')
  })

  it.each([0, 1.5, 1e14])('of %d is refused at its field', async (amount) => {
    await expect(adjust(amount)).rejects.toMatchObject({
      data: { fields: { amount: expect.any(String) } },
    })
  })

  it('is for admins, of their own workspace, of a commission itself', async () => {
    const manager = await makeMember(agency.workspace, 'manager')
    await expect(adjust(1, manager)).rejects.toMatchObject({ code: 'forbidden' })
    const stranger = (await openAgency()).admin
    await expect(adjust(1, stranger)).rejects.toMatchObject({ code: 'not_found' })
    const made = await adjust(1)
    await expect(adjust(1, agency.admin, made.id)).rejects.toMatchObject({ code: 'conflict' })
  })
})
