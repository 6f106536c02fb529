import { call } from '@orpc/server'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { negotiate, openAgency, win } from '@/e2e/deals'
import { asking, asOwner, closeOwner, makeMember } from '@/e2e/people'
import { actions } from '../actions/procedures'
import type { Member } from '../auth/actor'
import { closeConnections } from '../db/client'
import { withActor } from '../db/with-actor'
import { leads } from '../leads/procedures'
import { customers } from './procedures'
import { area } from './procedures/area'

let agency: Awaited<ReturnType<typeof openAgency>>
let manager: Member
beforeEach(async () => {
  agency = await openAgency()
  manager = await makeMember(agency.workspace, 'manager')
})
afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const as = (member: Member) => ({ context: asking(member) })
let count = 0
const input = () => {
  count++
  return {
    companyName: `Café №${count} – 漢字`,
    fullName: 'Zoë Ümit',
    email: `zoe${count}@cafe.example`,
  }
}
const add = (more: object = {}) => call(customers.add, { ...input(), ...more }, as(agency.admin))

/** A customer and the member that stands for them. */
async function ownArea() {
  const member = await makeMember(agency.workspace, 'customer')
  return { member, id: member.customerId as string }
}

describe('a customer from a lead', () => {
  it('is made once of a won one, however many try', async () => {
    const { leadId } = await win(agency.admin, agency.partnerId)
    const tries = await Promise.allSettled(
      Array.from({ length: 4 }, () =>
        call(customers.fromLead, { id: leadId, email: 'new@client.example' }, as(manager)),
      ),
    )
    const done = tries.filter(({ status }) => status === 'fulfilled')
    expect(done).toHaveLength(1)
    expect((done[0] as PromiseFulfilledResult<unknown>).value).toMatchObject({
      clientLeadId: leadId,
      subscriptionStatus: 'trialing',
      creditsLimit: 100,
      account: 'invited',
      source: 'lead',
    })
    for (const refused of tries.filter(({ status }) => status === 'rejected'))
      expect((refused as PromiseRejectedResult).reason).toMatchObject({ status: 409 })
    const { items } = await call(customers.list, {}, as(manager))
    expect(items).toHaveLength(1)
    expect(await call(customers.ofLead, { leadId }, as(manager))).toEqual({
      customerId: items[0]?.id,
    })
    const mails = await asOwner(
      `select 1 from emails where workspace_id = $1 and template = 'invitation'`,
      [agency.workspace.id],
    )
    expect(mails).toHaveLength(1)
  })

  it('takes what the lead knows, and asks for what it does not', async () => {
    const { leadId } = await win(agency.admin, agency.partnerId)
    await expect(call(customers.fromLead, { id: leadId }, as(manager))).rejects.toMatchObject({
      status: 400,
      data: { fields: { email: expect.stringContaining('no e-mail') } },
    })
    await call(
      leads.edit,
      { id: leadId, clientEmail: 'Owner@Shop.example', website: 'shop.example' },
      as(agency.admin),
    )
    const made = await call(customers.fromLead, { id: leadId, invite: false }, as(manager))
    expect(made.email).toBe('owner@shop.example')
    expect(made.companyName).toMatch(/^Business/)
    expect(made.business).toMatchObject({
      website: 'https://shop.example',
      email: 'owner@shop.example',
    })
    expect(made.account).toBe('none')
  })

  it('is refused before it is won, and across workspaces', async () => {
    const open = await negotiate(agency.admin, agency.partnerId)
    await expect(
      call(customers.fromLead, { id: open, email: 'a@b.example' }, as(manager)),
    ).rejects.toMatchObject({ status: 409 })
    const other = await openAgency()
    const { leadId } = await win(other.admin, other.partnerId)
    await expect(
      call(customers.fromLead, { id: leadId, email: 'a@b.example' }, as(manager)),
    ).rejects.toMatchObject({ status: 404 })
  })
})

describe('a customer by hand', () => {
  it('has one e-mail among those that are not archived', async () => {
    const first = await add()
    await expect(add({ email: first.email.toUpperCase() })).rejects.toMatchObject({
      status: 409,
      data: { fields: { email: expect.stringContaining('exists already') } },
    })
    await call(customers.archive, { id: first.id }, as(manager))
    await expect(call(customers.archive, { id: first.id }, as(manager))).rejects.toMatchObject({
      status: 409,
    })
    const second = await add({ email: first.email, invite: false })
    await expect(call(customers.restore, { id: first.id }, as(manager))).rejects.toMatchObject({
      status: 409,
    })
    expect((await call(customers.find, { id: first.id }, as(manager))).obstacle).toContain(
      'archived',
    )
    expect(
      (await call(customers.list, { search: 'zoe' }, as(manager))).items.map(({ id }) => id),
    ).toEqual([second.id])
  })

  it('starts on a paid tier only by who may bill', async () => {
    const more = { ...input(), subscriptionTier: 'pro' as const }
    await expect(call(customers.add, more, as(manager))).rejects.toMatchObject({ status: 403 })
    expect(
      (await call(customers.add, { ...more, start: 'active' }, as(agency.admin))).creditsLimit,
    ).toBe(500)
  })

  it.each([
    ['an empty name', { companyName: ' ' }, 'companyName'],
    ['a huge name', { companyName: 'x'.repeat(201) }, 'companyName'],
    ['no address', { email: 'nobody' }, 'email'],
    ['an unknown tier', { subscriptionTier: 'gold' }, 'subscriptionTier'],
  ])('refuses %s', async (_, wrong, field) => {
    await expect(add(wrong)).rejects.toMatchObject({
      status: 400,
      data: { fields: { [field]: expect.any(String) } },
    })
  })

  it('is found by any part of a name, and counted with the list', async () => {
    await add({ companyName: 'Bäckerei Grün 100%', invite: false })
    await add({ companyName: 'Zahnarzt Müller', invite: false })
    const search = async (text: string) => {
      const { items } = await call(customers.list, { search: text }, as(manager))
      const total = await call(customers.count, { search: text }, as(manager))
      expect(total.count).toBe(items.length)
      return items.map(({ companyName }) => companyName)
    }
    expect(await search('grün')).toEqual(['Bäckerei Grün 100%'])
    expect(await search('100%')).toEqual(['Bäckerei Grün 100%'])
    expect(await search('_')).toEqual([])
    const file = await call(customers.export, { search: 'müller' }, as(manager))
    expect(await file.text()).toContain('Zahnarzt Müller')
  })
})

describe('the business profile', () => {
  it('keeps what others write at the same time', async () => {
    const { id } = await add({ invite: false })
    const patches = [
      { shortDescription: 'Bread' },
      { keywords: 'bread, rolls, Bread', languages: 'German, en, FR' },
      { address: { street: 'Ring 1', city: 'Köln', postalCode: '50667', country: 'de' } },
      { socials: { instagram: 'instagram.com/bread' } },
      { hours: { mon: '8-18', sun: 'closed' } },
    ]
    await Promise.all(
      patches.map((patch) => call(customers.editBusiness, { id, ...patch }, as(manager))),
    )
    const { business } = await call(
      customers.editBusiness,
      { id, phone: '0221 3456789' },
      as(manager),
    )
    expect(business).toMatchObject({
      shortDescription: 'Bread',
      keywords: ['Bread', 'rolls'],
      languages: ['de', 'en', 'fr'],
      address: { city: 'Köln', country: 'DE' },
      socials: { instagram: 'https://instagram.com/bread' },
      hours: { mon: [{ from: '08:00', to: '18:00' }], sun: [] },
      phone: '+492213456789',
    })
    const emptied = await call(
      customers.editBusiness,
      { id, keywords: null, shortDescription: ' ' },
      as(manager),
    )
    expect(emptied.business).not.toHaveProperty('keywords')
    expect(emptied.business).not.toHaveProperty('shortDescription')
    expect(emptied.completeness).toBeLessThan(50)
  })

  it.each([
    ['phone', '12345'],
    ['phone', '0221 3456789'],
    ['website', 'not a site'],
    ['shortDescription', 'x'.repeat(161)],
    ['yearFounded', 'long ago'],
    ['hours', { mon: 'sometimes' }],
    ['address', { country: 'Atlantis' }],
    ['languages', 'klingonish'],
    ['paymentMethods', ['shells']],
    ['logoUrl', 'javascript:alert(1)'],
  ])('refuses a wrong %s', async (field, value) => {
    const { id } = await add({ invite: false })
    const refused = await call(
      customers.editBusiness,
      { id, [field]: value } as never,
      as(manager),
    ).catch((e) => e)
    expect(refused.status).toBe(400)
    expect(Object.keys(refused.data.fields)[0]).toMatch(new RegExp(`^${field}`))
  })
})

describe('a customer’s own area', () => {
  it('shows and edits their own, and never a subscription', async () => {
    const { member, id } = await ownArea()
    await ownArea()
    await call(area.editBusiness, { name: 'Mine', phone: '+49 221 3456789' }, as(member))
    await call(
      area.editProfile,
      { fullName: 'Cleo C.', notificationPreferences: { question: false } },
      as(member),
    )
    const own = await call(area.home, {}, as(member))
    expect(own.customer).toMatchObject({
      id,
      fullName: 'Cleo C.',
      business: { name: 'Mine' },
      onboardingState: 'profile',
      notificationPreferences: { question: false, listingLive: true },
    })
    expect(own.customer).not.toHaveProperty('stripeCustomerId')
    for (const change of [
      `credits_limit = 9999`,
      `subscription_tier = 'enterprise'`,
      `email = 'x@y.example'`,
      `archived_at = now()`,
      `credits_reserved = 0, current_period_usage = 1`,
    ])
      await expect(
        withActor(member, ({ tx }) =>
          tx.$executeRawUnsafe(`update customers set ${change} where id = '${id}'`),
        ),
      ).rejects.toThrow()
  })

  it('sees nothing of other customers, nor of the console', async () => {
    const [one, two] = [await ownArea(), await ownArea()]
    const seen = await withActor(one.member, ({ tx }) =>
      tx.customer.findMany({ select: { id: true } }),
    )
    expect(seen).toEqual([{ id: one.id }])
    const changed = await withActor(one.member, ({ tx }) =>
      tx.customer.updateMany({ where: { id: two.id }, data: { fullName: 'Mine now' } }),
    )
    expect(changed.count).toBe(0)
    await expect(call(customers.find, { id: one.id }, as(one.member))).rejects.toMatchObject({
      status: 403,
    })
    await expect(call(area.home, {}, as(agency.admin))).rejects.toMatchObject({ status: 403 })
  })

  it('answers a question once, and only one that is asked of them', async () => {
    const { member, id } = await ownArea()
    const ask = async (customer: string, asked = true) =>
      (
        await asOwner<{ id: string }>(
          `insert into pending_actions (workspace_id, customer_id, action_type, title, description, status, customer_question, asked_at, created_at)
           values ($1, $2, 'phone_call', 'Call them', 'x', $3, $4, $5, now()) returning id`,
          [
            agency.workspace.id,
            customer,
            ...(asked ? ['requires_customer', 'Which code?', new Date()] : ['pending', null, null]),
          ],
        )
      )[0]?.id as string
    const mine = await ask(id)
    const hidden = await ask(id, false)
    const theirs = await ask((await ownArea()).id)
    expect((await call(actions.questions, {}, as(member))).items).toMatchObject([
      { id: mine, question: 'Which code?' },
    ])
    const answer = (question: string) =>
      call(actions.answer, { id: question, answer: '4711' }, as(member))
    await expect(answer(hidden)).rejects.toMatchObject({ status: 404 })
    await expect(answer(theirs)).rejects.toMatchObject({ status: 404 })
    const twice = await Promise.allSettled([answer(mine), answer(mine)])
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await call(actions.questions, {}, as(member))).items).toMatchObject([
      { id: mine, answer: '4711' },
    ])
  })
})

it('invites once, and again after the seat was given up', async () => {
  const made = await add({ invite: false })
  expect((await call(customers.invite, { id: made.id }, as(agency.admin))).account).toBe('invited')
  await expect(call(customers.invite, { id: made.id }, as(agency.admin))).rejects.toMatchObject({
    status: 409,
  })
})
