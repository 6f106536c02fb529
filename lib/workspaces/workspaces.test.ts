import { call } from '@orpc/server'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { asking, asOwner, closeOwner, makeMember, makeWorkspace } from '@/e2e/people'
import type { Member } from '../auth/actor'
import { closeConnections } from '../db/client'
import { workspace } from './procedures'

let owner: Member

const read = (as: Member = owner) => call(workspace.settings, {}, { context: asking(as) })

const table = (deals = [0, 5, 15, 50], rates = ['20', '25', '30', '40']) =>
  (['bronze', 'silver', 'gold', 'platinum'] as const).map((tier, i) => ({
    tier,
    minDeals: deals[i] as number,
    rate: rates[i] as string,
  }))

beforeEach(async () => {
  owner = await makeMember(await makeWorkspace(), 'owner')
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

describe('settings', () => {
  const edit = async (change: object) => {
    const { slug: _, currency: __, ...current } = await read()
    return call(workspace.edit, { ...current, ...change }, { context: asking(owner) })
  }

  it('are saved whole, and refused when somebody was faster', async () => {
    const { updatedAt } = await read()
    const saved = await edit({ name: 'Südwind', timezone: 'Asia/Tokyo', minimumPayout: 5000 })
    expect(saved).toMatchObject({ name: 'Südwind', timezone: 'Asia/Tokyo', minimumPayout: 5000 })
    await expect(edit({ name: 'Late', updatedAt })).rejects.toMatchObject({ code: 'conflict' })
    expect((await read()).name).toBe('Südwind')
  })

  it('of two saved at once keep one', async () => {
    const { updatedAt } = await read()
    const both = await Promise.allSettled(['One', 'Two'].map((name) => edit({ name, updatedAt })))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it.each([
    { timezone: 'Mars/Olympus' },
    { minimumPayout: -1 },
    { payoutApprovalThreshold: 1e18 },
    { name: ' ' },
  ])('refuse %o at its field', async (change) => {
    await expect(edit(change)).rejects.toMatchObject({
      data: { fields: { [Object.keys(change)[0] as string]: expect.any(String) } },
    })
  })

  it('are for owners and admins', async () => {
    const manager = await makeMember(owner.workspace, 'manager')
    await expect(read(manager)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('the tier table', () => {
  const edit = (version: number, tiers = table()) =>
    call(workspace.editTiers, { version, tiers }, { context: asking(owner) })

  it('changes by a new version, and leaves the old one', async () => {
    expect((await edit(0)).version).toBe(1)
    const second = await edit(1, table([0, 3, 10, 30], ['20', '25', '30', '42.5']))
    expect(second.tiers[3]).toEqual({ tier: 'platinum', minDeals: 30, rate: '42.50' })
    const rows = await asOwner('select 1 from partner_tiers where workspace_id = $1', [
      owner.workspace.id,
    ])
    expect(rows).toHaveLength(8)
  })

  it('of two changes to one version takes one', async () => {
    await edit(0)
    const both = await Promise.allSettled([edit(1), edit(1)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(edit(1)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('rises from zero', async () => {
    await expect(edit(0, table([1, 5, 15, 50]))).rejects.toMatchObject({
      data: { fields: { 'tiers.0.minDeals': 'The first tier starts at zero deals.' } },
    })
    await expect(edit(0, table([0, 5, 5, 50]))).rejects.toMatchObject({
      data: { fields: { 'tiers.2.minDeals': expect.any(String) } },
    })
    await expect(edit(0, table([0, 5, 15, 50], ['20', '25', '30', '101']))).rejects.toMatchObject({
      data: { fields: { 'tiers.3.rate': expect.any(String) } },
    })
  })
})
