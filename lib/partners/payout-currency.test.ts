import { call } from '@orpc/server'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { openAgency } from '@/e2e/deals'
import { asking, closeOwner, makeMember } from '@/e2e/people'
import type { Member } from '../auth/actor'
import { closeConnections } from '../db/client'
import { portal } from '../portal/procedures'
import { partners } from './procedures'

let agency: Awaited<ReturnType<typeof openAgency>>

beforeEach(async () => {
  agency = await openAgency()
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const payIn = (currency: string | null, id = agency.partnerId, as: Member = agency.admin) =>
  call(partners.changePayoutCurrency, { id, currency }, { context: asking(as) })

describe('the currency a partner is paid in', () => {
  it('is chosen by themselves or an admin, and told in their history', async () => {
    const partner = await makeMember(agency.workspace, 'partner')
    const choose = (currency: string | null) =>
      call(portal.changePayoutCurrency, { currency }, { context: asking(partner) })
    expect(await choose('CHF')).toMatchObject({ payoutCurrency: 'CHF' })
    expect(await choose(null)).toMatchObject({ payoutCurrency: null })
    await expect(choose('XYZ')).rejects.toMatchObject({ code: 'invalid' })
    await payIn('USD', partner.partnerId as string)
    const events = await call(
      partners.timeline,
      { id: partner.partnerId as string },
      { context: asking(agency.admin) },
    )
    expect(events.filter(({ type }) => type === 'partner.payout_currency_changed')).toHaveLength(3)
  })

  it('is nobody else’s to choose', async () => {
    for (const role of ['manager', 'partner', 'va', 'customer'] as const) {
      const member = await makeMember(agency.workspace, role)
      await expect(payIn('USD', agency.partnerId, member)).rejects.toMatchObject({
        code: 'forbidden',
      })
    }
    const elsewhere = await openAgency()
    await expect(payIn('USD', agency.partnerId, elsewhere.admin)).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
