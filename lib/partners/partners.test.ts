import { call } from '@orpc/server'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { openAgency, win } from '@/e2e/deals'
import { asking, asOwner, closeOwner, makeMember } from '@/e2e/people'
import type { Member } from '../auth/actor'
import { open } from '../crypto'
import { closeConnections } from '../db/client'
import { portal } from '../portal/procedures'
import { partners } from './procedures'
import { isValidIban, nextStatuses, progressOf, tierFor } from './rules'
import { partnerStatuses, type TierRow } from './schema'

let agency: Awaited<ReturnType<typeof openAgency>>
const table: TierRow[] = [
  { tier: 'bronze', minDeals: 0, rate: '20' },
  { tier: 'silver', minDeals: 5, rate: '25' },
  { tier: 'gold', minDeals: 15, rate: '30' },
  { tier: 'platinum', minDeals: 50, rate: '40' },
]

beforeEach(async () => {
  agency = await openAgency()
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const asAdmin = () => ({ context: asking(agency.admin) })
const doors = {
  suspended: partners.suspend,
  banned: partners.ban,
  inactive: partners.deactivate,
  active: partners.reinstate,
}

describe('tiers', () => {
  it.each([
    [0, 'bronze'],
    [4, 'bronze'],
    [5, 'silver'],
    [14, 'silver'],
    [15, 'gold'],
    [49, 'gold'],
    [50, 'platinum'],
    [1000, 'platinum'],
  ])('%i deals reach %s, in the rules and in the database', async (deals, tier) => {
    expect(tierFor(table, deals)?.tier).toBe(tier)
    const [row] = await asOwner<{ tier: string }>(
      'select tier from partner_tier_at($1, $2, now())',
      [agency.workspace.id, deals],
    )
    expect(row?.tier).toBe(tier)
  })

  it('say how far it is to the next one', () => {
    expect(progressOf(table, { tier: 'bronze', locked: false, deals: 3 }).next).toMatchObject({
      tier: 'silver',
      missing: 2,
    })
    expect(progressOf(table, { tier: 'platinum', locked: false, deals: 60 }).next).toBeNull()
  })

  it('rise with the fifth win, count it at the old rate, and stay when a deal is reversed', async () => {
    const { partnerId, admin } = agency
    const deals: { leadId: string; commissionId: string }[] = []
    for (let deal = 0; deal < 6; deal++) deals.push(await win(admin, partnerId))
    const rates = await asOwner<{ rate: string }>(
      'select commission_rate as rate from commissions where partner_id = $1 order by earned_at, created_at, id',
      [partnerId],
    )
    expect(rates.map(({ rate }) => Number(rate))).toEqual([20, 20, 20, 20, 20, 25])
    const { leads } = await import('../leads/procedures')
    for (const { leadId } of deals.slice(0, 2))
      await call(leads.move, { id: leadId, to: 'closed_lost', reason: 'withdrew' }, asAdmin())
    expect(await call(partners.find, { id: partnerId }, asAdmin())).toMatchObject({
      tier: 'silver',
      totalDeals: 4,
    })
  })

  it('set by hand stay there, and change no commission that exists', async () => {
    const { partnerId, admin } = agency
    const { commissionId } = await win(admin, partnerId)
    await call(partners.changeTier, { id: partnerId, tier: 'gold', reason: 'agreed' }, asAdmin())
    const { commissionId: next } = await win(admin, partnerId)
    for (let deal = 0; deal < 4; deal++) await win(admin, partnerId)
    const rates = await asOwner<{ id: string; rate: string }>(
      'select id, commission_rate as rate from commissions where id in ($1, $2) order by earned_at',
      [commissionId, next],
    )
    expect(rates.map(({ rate }) => Number(rate))).toEqual([20, 30])
    expect(await call(partners.find, { id: partnerId }, asAdmin())).toMatchObject({
      tier: 'gold',
      tierLocked: true,
    })
  })
})

describe('the status of a partner', () => {
  it('moves along its arrows, and says why it does not', async () => {
    for (const from of partnerStatuses) {
      for (const to of partnerStatuses) {
        await asOwner('alter table partners disable trigger refuse_other_arrows')
        await asOwner('update partners set status = $2 where id = $1', [agency.partnerId, from])
        await asOwner('alter table partners enable trigger refuse_other_arrows')
        const change = call(doors[to], { id: agency.partnerId, reason: 'because' }, asAdmin())
        if (nextStatuses[from].includes(to))
          await expect(change, `${from} > ${to}`).resolves.toMatchObject({ status: to })
        else await expect(change, `${from} > ${to}`).rejects.toMatchObject({ status: 409 })
      }
    }
  })

  it('changes once when two change it at once', async () => {
    const changes = await Promise.allSettled(
      Array.from({ length: 8 }, () =>
        call(doors.suspended, { id: agency.partnerId, reason: 'x' }, asAdmin()),
      ),
    )
    expect(changes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})

describe('payout details', () => {
  const iban = 'DE89370400440532013000'
  let partner: Member & { seat: string }

  beforeEach(async () => {
    partner = await makeMember(agency.workspace, 'partner')
  })

  const save = (input: object) =>
    call(portal.savePayoutDetails, input as never, { context: asking(partner) })

  const stored = async (id: string) =>
    (
      await asOwner<{ sealed: string }>(
        'select payout_details as sealed from partners where id = $1',
        [id],
      )
    )[0]?.sealed as string

  it('are sealed at rest, bound to their row, and hinted at', async () => {
    const saved = await save({ method: 'bank', holder: 'Pat', iban: 'DE89 3704 0044 0532 0130 00' })
    expect(saved.payoutHint).toBe('Account ending 3000')
    const id = partner.partnerId as string
    const sealed = await stored(id)
    expect(sealed).not.toContain(iban)
    expect(JSON.parse(open(sealed, { context: `partners:payout_details:${id}` }))).toMatchObject({
      iban,
    })
    expect(() => open(sealed, { context: `partners:payout_details:${agency.partnerId}` })).toThrow()
    expect(await call(partners.payoutDetails, { id }, asAdmin())).toMatchObject({
      iban,
      holder: 'Pat',
    })
  })

  it('stand nowhere in the audit log', async () => {
    await save({ method: 'bank', holder: 'Pat', iban })
    const rows = await asOwner<{ text: string }>(
      'select before::text || after::text as text from audit_log where row_id = $1',
      [partner.partnerId],
    )
    const all = rows.map(({ text }) => text).join()
    expect(all).not.toContain(await stored(partner.partnerId as string))
    expect(all).not.toContain(iban)
  })

  it('with a typing mistake are refused at the field', async () => {
    await expect(
      save({ method: 'bank', holder: 'Pat', iban: 'DE88370400440532013000' }),
    ).rejects.toMatchObject({
      status: 400,
      data: { fields: { iban: expect.stringContaining('check digits') } },
    })
    expect(isValidIban(iban)).toBe(true)
  })
})
