import { call } from '@orpc/server'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { negotiate, openAgency, win } from '@/e2e/deals'
import { asking, asOwner, closeOwner } from '@/e2e/people'
import { commissions } from '../commissions/procedures'
import { closeConnections } from '../db/client'
import type { LeadStatus } from './labels'
import { leads } from './procedures'

let agency: Awaited<ReturnType<typeof openAgency>>

beforeEach(async () => {
  agency = await openAgency()
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const start = new Date('2026-03-02T09:00:00Z')
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000)

const move = (id: string, to: LeadStatus, more: object = {}, now = start) =>
  call(leads.move, { id, to, ...more }, { context: asking(agency.admin, { now }) })

const commissionsOf = (leadId: string) =>
  asOwner<{ rate: string; amount: number; status: string; closeNo: number }>(
    `select commission_rate as rate, commission_amount as amount, status, close_no as "closeNo"
     from commissions where client_lead_id = $1 order by close_no`,
    [leadId],
  )

const standing = async () =>
  (
    await asOwner<{ deals: number; tier: string }>(
      'select total_deals as deals, tier from partners where id = $1',
      [agency.partnerId],
    )
  )[0]

describe('winning', () => {
  it('makes the commission that the preview showed', async () => {
    const id = await negotiate(agency.admin, agency.partnerId, start)
    const context = asking(agency.admin, { now: start })
    const preview = await call(leads.previewWin, { id, projectValue: 123_456 }, { context })
    expect(preview).toMatchObject({ rate: '20.00', commissionAmount: 24_691, reaches: null })
    await move(id, 'closed_won', { projectValue: 123_456 })
    expect(await commissionsOf(id)).toEqual([
      { rate: '20.00', amount: 24_691, status: 'pending', closeNo: 1 },
    ])
  })

  it('says which tier it reaches, and gives the new rate from the next deal on', async () => {
    for (let deal = 0; deal < 4; deal++) await win(agency.admin, agency.partnerId)
    const id = await negotiate(agency.admin, agency.partnerId)
    const context = asking(agency.admin)
    const preview = await call(leads.previewWin, { id, projectValue: 1000 }, { context })
    expect(preview).toMatchObject({ tier: 'bronze', dealsBefore: 4, reaches: 'silver' })
    await call(leads.move, { id, to: 'closed_won', projectValue: 1000 }, { context })
    expect(await standing()).toEqual({ deals: 5, tier: 'silver' })
    const { leadId } = await win(agency.admin, agency.partnerId)
    expect(await commissionsOf(leadId)).toMatchObject([{ rate: '25.00' }])
  })

  it('of no value makes no commission and records why', async () => {
    const id = await negotiate(agency.admin, agency.partnerId)
    const lead = await move(id, 'closed_won', { projectValue: 0 })
    expect(lead.zeroCommissionReason).toContain('zero')
    expect(await commissionsOf(id)).toEqual([])
  })

  it('of one lead by 16 at once makes one commission', async () => {
    const id = await negotiate(agency.admin, agency.partnerId, start)
    const all = await Promise.allSettled(
      Array.from({ length: 16 }, () => move(id, 'closed_won', { projectValue: 50_000 })),
    )
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await commissionsOf(id)).toHaveLength(1)
    expect((await standing())?.deals).toBe(1)
  })

  it('of 16 leads of a partner at once gives the rates of one after the other', async () => {
    const ids: string[] = []
    for (let deal = 0; deal < 16; deal++)
      ids.push(await negotiate(agency.admin, agency.partnerId, start))
    await Promise.all(ids.map((id) => move(id, 'closed_won', { projectValue: 100_000 })))
    const rows = await asOwner<{ rate: string; before: number }>(
      `select commission_rate as rate, (snapshot->>'dealsBefore')::int as before
       from commissions where partner_id = $1 order by before`,
      [agency.partnerId],
    )
    expect(rows.map(({ before }) => before)).toEqual(Array.from({ length: 16 }, (_, at) => at))
    expect(rows.map(({ rate }) => Number(rate))).toEqual([
      ...Array(5).fill(20),
      ...Array(10).fill(25),
      30,
    ])
    expect(await standing()).toEqual({ deals: 16, tier: 'gold' })
  })
})

describe('taking a win back', () => {
  const won = async () => {
    const id = await negotiate(agency.admin, agency.partnerId, start)
    await move(id, 'closed_won', { projectValue: 100_000 })
    return id
  }
  const commissionId = async (leadId: string) =>
    (
      await asOwner<{ id: string }>('select id from commissions where client_lead_id = $1', [
        leadId,
      ])
    )[0]?.id as string

  it('reverses the commission and the count, for ten minutes', async () => {
    const id = await won()
    await expect(move(id, 'negotiating', {}, later(11))).rejects.toMatchObject({ status: 409 })
    const lead = await move(id, 'negotiating', {}, later(9))
    expect(lead).toMatchObject({ status: 'negotiating', projectValue: null, undoUntil: null })
    expect(await commissionsOf(id)).toMatchObject([{ status: 'reversed', closeNo: 1 }])
    expect(await standing()).toEqual({ deals: 0, tier: 'bronze' })
  })

  it('can be followed by another win, which earns anew', async () => {
    const id = await won()
    await move(id, 'negotiating')
    await move(id, 'closed_won', { projectValue: 200_000 })
    expect(await commissionsOf(id)).toMatchObject([
      { status: 'reversed', closeNo: 1 },
      { status: 'pending', closeNo: 2, amount: 40_000 },
    ])
  })

  it('is offered only while the commission is pending', async () => {
    const id = await won()
    const find = () => call(leads.find, { id }, { context: asking(agency.admin, { now: start }) })
    expect((await find()).undoUntil).toEqual(later(10))
    const context = asking(agency.owner)
    await call(commissions.approve, { id: await commissionId(id) }, { context })
    expect((await find()).undoUntil).toBeNull()
    await expect(move(id, 'negotiating')).rejects.toMatchObject({
      message: expect.stringContaining('has been approved'),
    })
  })

  it('as a loss reverses an approved commission at any time, with a reason', async () => {
    const id = await won()
    await call(
      commissions.approve,
      { id: await commissionId(id) },
      { context: asking(agency.owner) },
    )
    const lead = await move(id, 'closed_lost', { reason: 'They withdrew.' }, later(60 * 24 * 30))
    expect(lead).toMatchObject({ status: 'closed_lost', lostReason: 'They withdrew.' })
    expect(await commissionsOf(id)).toMatchObject([{ status: 'reversed' }])
  })

  it('as a loss leaves a rejected commission as it is', async () => {
    const id = await won()
    const context = asking(agency.owner)
    const reason = 'Registered twice'
    await call(commissions.reject, { id: await commissionId(id), reason }, { context })
    const lead = await move(id, 'closed_lost', { reason: 'They withdrew.' })
    expect(lead.status).toBe('closed_lost')
    expect(await commissionsOf(id)).toMatchObject([{ status: 'rejected' }])
  })

  it('and approving its commission at the same time has one outcome', async () => {
    for (let round = 0; round < 4; round++) {
      const id = await won()
      const commission = await commissionId(id)
      const [undone, approved] = await Promise.allSettled([
        move(id, 'negotiating'),
        call(commissions.approve, { id: commission }, { context: asking(agency.owner) }),
      ])
      const [row] = await commissionsOf(id)
      expect(undone.status === 'fulfilled').toBe(row?.status === 'reversed')
      expect(approved.status === 'fulfilled' && undone.status === 'rejected').toBe(
        row?.status === 'approved',
      )
    }
  })
})
