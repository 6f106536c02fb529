import { call } from '@orpc/server'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeStripe, stripeEvent } from '@/e2e/fake-stripe'
import { asking, asOwner, closeOwner, jobs, makeMember, makeWorkspace } from '@/e2e/people'
import type { Member } from '@/lib/auth/actor'
import { billing } from '@/lib/billing/procedures'
import { customers } from '@/lib/customers/procedures'
import { closeConnections } from '@/lib/db/client'
import { withActor } from '@/lib/db/with-actor'
import { taskList } from '@/lib/jobs/registry'
import { POST } from './route'

let fake: Awaited<ReturnType<typeof fakeStripe>>
let admin: Member
let id: string
let cus: string
let made = 0
const context = () => ({ context: asking(admin) })

beforeAll(async () => {
  fake = await fakeStripe()
  for (const [name, value] of Object.entries(fake.environment)) vi.stubEnv(name, value)
})
afterAll(async () => {
  await fake.close()
  await closeConnections()
  await closeOwner()
})

/** A customer who went to pay on Pro. */
beforeEach(async () => {
  fake.fail(false)
  await asOwner('delete from graphile_worker._private_jobs')
  admin = await makeMember(await makeWorkspace(), 'admin')
  id = await addCustomer()
  const { url } = await call(billing.checkout, { id, subscriptionTier: 'pro' }, context())
  expect(url).toBe('https://checkout.stripe.example/price_pro')
  cus = (await call(customers.find, { id }, context())).stripeCustomerId as string
})

const addCustomer = async () =>
  (
    await call(
      customers.add,
      { companyName: 'Shop', fullName: 'Sam', email: `sam${++made}@shop.example`, invite: false },
      context(),
    )
  ).id

type Task = 'billing.stripe-event' | 'billing.stripe-sync' | 'billing.reset-due'
async function run(task: Task) {
  for (const payload of await jobs(task))
    await (taskList[task] as (payload: unknown, helpers: unknown) => Promise<void>)(payload, {})
  await asOwner('delete from graphile_worker._private_jobs')
}
const second = (n: number) => new Date(Date.UTC(2026, 10, 21, 12, 0, n))
const tell = async (object: object, at: number, type = 'updated', more = {}) => {
  const event = await stripeEvent(`customer.subscription.${type}`, object, {
    created: second(at),
    ...more,
  })
  return (await POST(event)).status
}
const find = () => call(customers.find, { id }, context())
const outcomes = async () =>
  (
    await asOwner<{ outcome: string }>(
      'select outcome from stripe_events where customer_id = $1 order by received_at, id',
      [id],
    )
  ).map(({ outcome }) => outcome)
const start = new Date('2026-11-21T11:00:00Z')

describe('the webhook', () => {
  it('makes the subscription what it says, once however often it comes', async () => {
    const subscription = fake.subscription(cus, start)
    const more = { id: `evt_${made}` }
    expect(await tell(subscription, 1, 'created', more)).toBe(200)
    expect(await tell(subscription, 1, 'created', more)).toBe(200)
    expect(await jobs('billing.stripe-event')).toHaveLength(1)
    await run('billing.stripe-event')
    const found = await find()
    expect(found).toMatchObject({
      subscriptionTier: 'pro',
      subscriptionStatus: 'active',
      creditsLimit: 500,
      billingPeriodStart: start,
      viaStripe: true,
    })
    const [event] = await asOwner<{ id: string; workspace_id: string }>(
      'select id, workspace_id from stripe_events where customer_id = $1',
      [id],
    )
    // A job that runs again after a crash changes nothing.
    await (taskList['billing.stripe-event'] as (p: unknown, h: unknown) => Promise<void>)(
      { workspaceId: event?.workspace_id, eventId: event?.id },
      {},
    )
    expect(await find()).toEqual(found)
  })

  it('refuses what is not signed by Stripe now', async () => {
    const subscription = fake.subscription(cus, start)
    expect(await tell(subscription, 1, 'created', { signed: 'whsec_other' })).toBe(401)
    expect(await tell(subscription, 1, 'created', { age: 3600 })).toBe(401)
    const bare = new Request('http://localhost/api/webhooks/stripe', { method: 'POST', body: '{}' })
    expect((await POST(bare)).status).toBe(401)
    const huge = new Request('http://localhost/x', { method: 'POST', body: 'x'.repeat(600_000) })
    expect((await POST(huge)).status).toBe(413)
    expect(await outcomes()).toEqual([])
  })

  it('ends where Stripe is, in whatever order its news arrives', async () => {
    const pro = fake.subscription(cus, start)
    const news: [object, number, string][] = [
      [pro, 1, 'created'],
      [{ ...pro, status: 'past_due' }, 2, 'updated'],
      [{ ...pro, cancel_at_period_end: true }, 3, 'updated'],
      [{ ...pro, status: 'canceled' }, 4, 'deleted'],
    ]
    for (const order of [
      [3, 2, 1, 0],
      [1, 3, 0, 2],
      [0, 1, 2, 3],
    ]) {
      id = await addCustomer()
      await call(billing.checkout, { id, subscriptionTier: 'pro' }, context())
      const customer = (await find()).stripeCustomerId as string
      const sub = `sub_${made}`
      for (const at of order) {
        const [object, time, type] = news[at] as (typeof news)[number]
        await tell({ ...object, id: sub, customer }, time, type)
        await run('billing.stripe-event')
      }
      const { rows } = {
        rows: await asOwner<{ status: string }>(
          'select status from stripe_subscriptions where id = $1',
          [sub],
        ),
      }
      expect(rows).toEqual([{ status: 'cancelled' }])
      const { subscriptionStatus, viaStripe } = await find()
      // One who never heard that it began stays in their trial.
      expect([subscriptionStatus, viaStripe]).toEqual([
        order[0] === 3 ? 'trialing' : 'cancelled',
        false,
      ])
    }
  })

  it('asks Stripe when two things happened in one second', async () => {
    const pro = fake.subscription(cus, start)
    await tell(pro, 5, 'created')
    await run('billing.stripe-event')
    fake.subscriptions.set(pro.id, { ...pro, status: 'past_due' })
    // The older of the two comes last.
    await tell({ ...pro, status: 'incomplete' }, 5)
    await run('billing.stripe-event')
    expect((await find()).subscriptionStatus).toBe('past_due')
    expect(await outcomes()).toEqual(['applied', 'fetched'])
    fake.fail(true)
    await tell(pro, 5)
    await expect(run('billing.stripe-event')).rejects.toThrow()
    expect((await outcomes()).at(-1)).toBeNull()
  })

  it('fetches what a finished checkout only names', async () => {
    const pro = fake.subscription(cus, start, {}, 'price_enterprise')
    const event = await stripeEvent('checkout.session.completed', {
      id: 'cs_1',
      object: 'checkout.session',
      customer: cus,
      subscription: pro.id,
    })
    expect((await POST(event)).status).toBe(200)
    await run('billing.stripe-event')
    expect(await find()).toMatchObject({ subscriptionTier: 'enterprise', creditsLimit: 2000 })
  })

  it('lets one that ended not end the one that runs', async () => {
    const old = fake.subscription(cus, start)
    await tell(old, 1, 'created')
    const next = fake.subscription(cus, new Date('2026-11-21T11:30:00Z'), {}, 'price_enterprise')
    await tell(next, 3, 'created')
    await tell({ ...old, status: 'canceled' }, 4, 'deleted')
    await run('billing.stripe-event')
    expect(await find()).toMatchObject({
      subscriptionStatus: 'active',
      subscriptionTier: 'enterprise',
      viaStripe: true,
    })
  })

  it('moves up at once, down with the period, and begins periods as Stripe does', async () => {
    const pro = fake.subscription(cus, start)
    await tell(pro, 1, 'created')
    await run('billing.stripe-event')
    await call(billing.grant, { id, credits: 30, reason: 'x' }, context())
    const priced = (price: string, from = start) => ({
      ...fake.subscription(cus, from, {}, price),
      id: pro.id,
    })
    await tell(priced('price_basic'), 2)
    await run('billing.stripe-event')
    expect(await find()).toMatchObject({
      subscriptionTier: 'pro',
      nextTier: 'basic',
      creditsLimit: 500,
    })
    await tell(priced('price_enterprise'), 3)
    await run('billing.stripe-event')
    expect(await find()).toMatchObject({
      subscriptionTier: 'enterprise',
      nextTier: null,
      creditsGranted: 30,
    })
    const later = new Date('2026-12-21T11:00:00Z')
    await tell(priced('price_basic', later), 4)
    await run('billing.stripe-event')
    expect(await find()).toMatchObject({
      subscriptionTier: 'basic',
      creditsLimit: 100,
      creditsGranted: 0,
      billingPeriodStart: later,
    })
    await expect(
      call(billing.subscribe, { id, status: 'cancelled' }, context()),
    ).rejects.toMatchObject({ status: 409 })
  })

  it('keeps nothing of somebody unknown, and of what says nothing of a subscription', async () => {
    const nobody = fake.subscription('cus_nobody', start)
    expect(await tell(nobody, 1, 'created')).toBe(200)
    expect((await POST(await stripeEvent('invoice.created', { customer: cus }))).status).toBe(200)
    expect(await jobs('billing.stripe-event')).toEqual([])
  })

  it('touches no other workspace', async () => {
    const pro = fake.subscription(cus, start)
    await tell(pro, 1, 'created')
    await run('billing.stripe-event')
    const other = await makeMember(await makeWorkspace(), 'admin')
    await expect(
      call(billing.link, { id, stripeCustomerId: cus }, { context: asking(other) }),
    ).rejects.toMatchObject({ status: 404 })
    const theirs = await call(
      customers.add,
      { companyName: 'Other', fullName: 'O', email: 'o@other.example', invite: false },
      { context: asking(other) },
    )
    const link = call(
      billing.link,
      { id: theirs.id, stripeCustomerId: cus },
      { context: asking(other) },
    )
    await expect(link).rejects.toMatchObject({
      status: 400,
      data: { fields: { stripeCustomerId: expect.any(String) } },
    })
  })
})

describe('linking by hand', () => {
  it('takes over what was subscribed before, and what was missed', async () => {
    const known = fake.addCustomer()
    fake.subscription(known, start, { status: 'canceled', created: 1 })
    const live = fake.subscription(known, start)
    id = await addCustomer()
    await call(billing.link, { id, stripeCustomerId: known }, context())
    await run('billing.stripe-sync')
    expect(await find()).toMatchObject({
      subscriptionStatus: 'active',
      subscriptionTier: 'pro',
      viaStripe: true,
    })
    // A month later no event has come: the clock asks.
    fake.subscriptions.set(live.id, {
      ...fake.subscription(known, new Date('2026-12-21T11:00:00Z')),
      id: live.id,
    })
    await asOwner(
      `update customers set billing_period_end = billing_period_start + interval '1 second' where id = $1`,
      [id],
    )
    await (taskList['billing.reset-due'] as (p: unknown, h: unknown) => Promise<void>)(
      { workspaceId: admin.workspace.id },
      {},
    )
    await run('billing.stripe-sync')
    expect((await find()).billingPeriodStart).toEqual(new Date('2026-12-21T11:00:00Z'))
  })

  it('is told when Stripe knows nobody, or is away', async () => {
    const wrong = call(billing.link, { id, stripeCustomerId: 'cus_unknown' }, context())
    await expect(wrong).rejects.toMatchObject({ status: 400 })
    fake.fail(true)
    await expect(
      call(billing.link, { id, stripeCustomerId: 'cus_x' }, context()),
    ).rejects.toMatchObject({ status: 503 })
  })

  it('lets customers go to pay themselves, and link nobody else', async () => {
    const member = await makeMember(admin.workspace, 'customer')
    const own = { context: asking(member) }
    const { url } = await call(billing.ownCheckout, { subscriptionTier: 'pro' }, own)
    expect(url).toContain('price_pro')
    const linked = await call(customers.find, { id: member.customerId as string }, context())
    expect(linked.stripeCustomerId).toMatch(/^cus_/)
    const link = (customer: string) =>
      withActor(
        member,
        ({ tx }) => tx.$queryRaw`select link_stripe_customer(${customer}::uuid, 'cus_theirs')`,
      )
    await expect(link(id)).rejects.toThrow()
    await expect(
      call(billing.checkout, { id, subscriptionTier: 'pro' }, own),
    ).rejects.toMatchObject({ status: 403 })
  })

  it('makes one customer at Stripe for two who go to pay at once', async () => {
    id = await addCustomer()
    await Promise.all(
      Array.from({ length: 2 }, () =>
        call(billing.checkout, { id, subscriptionTier: 'basic' }, context()),
      ),
    )
    const mine = [...fake.customers.values()].filter(({ metadata }) => metadata.customerId === id)
    expect(mine.map((customer) => customer.id)).toEqual([(await find()).stripeCustomerId])
  })
})

it('is not there without keys, and says what to do instead', async () => {
  vi.stubEnv('STRIPE_SECRET_KEY', '')
  vi.stubEnv('STRIPE_WEBHOOK_SECRET', '')
  expect((await POST(await stripeEvent('x', {}))).status).toBe(404)
  expect(await call(billing.connection, {}, context())).toEqual({ stripe: false })
  id = await addCustomer()
  await expect(
    call(billing.checkout, { id, subscriptionTier: 'pro' }, context()),
  ).rejects.toMatchObject({
    status: 409,
    message: expect.stringContaining('by hand'),
  })
  vi.stubEnv('STRIPE_SECRET_KEY', fake.environment.STRIPE_SECRET_KEY)
  vi.stubEnv('STRIPE_WEBHOOK_SECRET', fake.environment.STRIPE_WEBHOOK_SECRET)
})
