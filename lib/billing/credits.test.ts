import { call } from '@orpc/server'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  asking,
  asOwner,
  closeOwner,
  makeMember,
  makeWorkspace,
  type TestWorkspace,
} from '@/e2e/people'
import type { Member } from '../auth/actor'
import { tierCredits } from '../customers/labels'
import { customers } from '../customers/procedures'
import { closeConnections } from '../db/client'
import { mapDatabaseError } from '../db/errors'
import { withSystem } from '../db/with-actor'
import { billing } from './procedures'

let workspace: TestWorkspace
let admin: Member
let manager: Member

beforeAll(async () => {
  workspace = await makeWorkspace()
  admin = await makeMember(workspace, 'admin')
  manager = await makeMember(workspace, 'manager')
})
afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

let made = 0
const begin = new Date('2026-01-31T09:00:00Z')
const open = (now = begin, start: 'trial' | 'active' = 'active') =>
  call(
    customers.add,
    {
      companyName: `Bakery ${++made}`,
      fullName: 'Cleo Bean',
      email: `cleo${made}@bakery.example`,
      subscriptionTier: 'basic',
      start,
      invite: false,
    },
    { context: asking(admin, { now }) },
  )

const at = (now: Date, member = admin) => ({ context: asking(member, { now }) })
const find = (id: string) => call(customers.find, { id }, at(begin))

const columns = async (id: string) =>
  (
    await asOwner<{ granted: number; used: number; reserved: number; start: Date; end: Date }>(
      `select credits_granted as granted, current_period_usage as used, credits_reserved as reserved,
         billing_period_start as start, billing_period_end as end from customers where id = $1`,
      [id],
    )
  )[0]

/** The same from the ledger. */
const sums = async (id: string) =>
  (
    await asOwner<{ granted: number; used: number; reserved: number }>(
      `select (coalesce(sum(e.credits) filter (where kind = 'grant'), 0) - coalesce(sum(e.credits) filter (where kind = 'expire'), 0))::int as granted,
         coalesce(sum(e.credits) filter (where kind = 'consume' and e.period_start = c.billing_period_start), 0)::int as used,
         (coalesce(sum(e.credits) filter (where kind = 'reserve'), 0) - coalesce(sum(e.credits) filter (where kind in ('consume', 'release')), 0))::int as reserved
       from customers c left join credit_entries e on e.customer_id = c.id where c.id = $1 group by c.id`,
      [id],
    )
  )[0]

const reserve = (id: string, credits: number) =>
  asOwner('update customers set credits_reserved = credits_reserved + $2 where id = $1', [
    id,
    credits,
  ])

describe('used and reserved credits', () => {
  it('never grow past what there is, however many ask at once', async () => {
    const { id } = await open()
    const results = await Promise.allSettled(
      Array.from({ length: 150 }, () =>
        withSystem(workspace.id, 'test', ({ db }) =>
          sql`update customers set credits_reserved = credits_reserved + 1 where id = ${id}::uuid`.execute(
            db,
          ),
        ),
      ),
    )
    // A statement of the application itself moves no counter at all.
    expect(results.every(({ status }) => status === 'rejected')).toBe(true)
    const many = await Promise.allSettled(Array.from({ length: 150 }, () => reserve(id, 1)))
    expect(many.filter(({ status }) => status === 'fulfilled')).toHaveLength(100)
    const refused = many.find(({ status }) => status === 'rejected') as PromiseRejectedResult
    expect(mapDatabaseError(refused.reason)).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Not enough credits'),
    })
    expect((await columns(id))?.reserved).toBe(100)
  })

  it('stand where they are when the limit falls below them', async () => {
    const { id } = await open()
    await call(billing.subscribe, { id, subscriptionTier: 'pro' }, at(begin))
    await reserve(id, 300)
    await call(billing.subscribe, { id, subscriptionTier: 'basic' }, at(begin))
    expect(await find(id)).toMatchObject({
      subscriptionTier: 'pro',
      nextTier: 'basic',
      creditsLimit: 500,
    })
    const later = new Date('2026-03-05T00:00:00Z')
    await call(billing.resetPeriod, { id }, at(later))
    expect(await find(id)).toMatchObject({
      subscriptionTier: 'basic',
      nextTier: null,
      creditsLimit: 100,
      creditsReserved: 300,
    })
    await expect(reserve(id, 1)).rejects.toMatchObject({ code: 'TD040' })
    // Giving back is always possible, and using what was reserved as well.
    await reserve(id, -10)
    await asOwner(
      'update customers set credits_reserved = credits_reserved - 5, current_period_usage = current_period_usage + 5 where id = $1',
      [id],
    )
  })
})

describe('a billing period', () => {
  it('begins once, however many have passed, and at once for all who ask', async () => {
    const { id } = await open()
    await call(billing.grant, { id, credits: 40, reason: 'A late start' }, at(begin))
    const late = new Date('2026-06-10T00:00:00Z')
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => call(billing.resetPeriod, { id }, at(late))),
    )
    expect(answers.filter(({ begun }) => begun)).toHaveLength(1)
    const row = await columns(id)
    // The workspace is in Berlin: ten o'clock there, in summer an hour earlier in UTC.
    expect(row?.start.toISOString()).toBe('2026-05-31T08:00:00.000Z')
    expect(row?.end.toISOString()).toBe('2026-06-30T08:00:00.000Z')
    expect(row).toMatchObject({ granted: 0, used: 0 })
    const { items } = await call(billing.credits, { id }, at(late))
    expect(items.map(({ kind, credits }) => [kind, credits])).toEqual([
      ['expire', 40],
      ['grant', 40],
    ])
    const events = await call(customers.timeline, { id }, at(late))
    expect(events.filter(({ type }) => type === 'customer.period_started')).toHaveLength(1)
  })

  it('follows the trial, which needs a payment to go on', async () => {
    const { id, billingPeriodEnd } = await open(begin, 'trial')
    expect(billingPeriodEnd.toISOString()).toBe('2026-02-14T09:00:00.000Z')
    const after = new Date('2026-02-14T09:00:00Z')
    expect((await call(billing.resetPeriod, { id }, at(new Date(after.getTime() - 1)))).begun).toBe(
      false,
    )
    await call(billing.resetPeriod, { id }, at(after))
    const due = await find(id)
    expect(due).toMatchObject({ subscriptionStatus: 'past_due', billingPeriodStart: after })
    expect(due.obstacle).toContain('payment is due')
    // Paying late does not begin another period.
    await call(billing.subscribe, { id, status: 'active' }, at(new Date('2026-02-20T00:00:00Z')))
    expect(await find(id)).toMatchObject({
      subscriptionStatus: 'active',
      billingPeriodStart: after,
      obstacle: null,
    })
  })

  it('begins anew with a subscription that starts anew', async () => {
    const { id } = await open(begin, 'trial')
    const paid = new Date('2026-02-03T12:00:00Z')
    await call(
      billing.subscribe,
      { id, status: 'active', subscriptionTier: 'enterprise' },
      at(paid),
    )
    expect(await find(id)).toMatchObject({
      subscriptionTier: 'enterprise',
      creditsLimit: 2000,
      billingPeriodStart: paid,
      billingPeriodEnd: new Date('2026-03-03T12:00:00Z'),
    })
  })

  it('is a trial once more when an admin says so, and months are counted from its end', async () => {
    const { id } = await open(begin, 'trial')
    const late = new Date('2026-03-01T10:00:00Z')
    await call(billing.resetPeriod, { id }, at(late))
    await call(billing.subscribe, { id, status: 'trialing' }, at(late))
    const end = new Date('2026-03-15T10:00:00Z')
    expect(await find(id)).toMatchObject({
      subscriptionStatus: 'trialing',
      billingPeriodStart: late,
      billingPeriodEnd: end,
      trialEnd: end,
    })
    await expect(
      call(billing.subscribe, { id, status: 'trialing' }, at(late)),
    ).rejects.toMatchObject({ status: 409 })
    await call(billing.resetPeriod, { id }, at(end))
    // Summer time has begun in Berlin meanwhile: the same hour there is one earlier in UTC.
    expect(await find(id)).toMatchObject({
      subscriptionStatus: 'past_due',
      billingPeriodStart: end,
      billingPeriodEnd: new Date('2026-04-15T09:00:00Z'),
    })
  })

  it('is the last one of a subscription that was cancelled at its end', async () => {
    const { id } = await open()
    await call(billing.subscribe, { id, cancelAtPeriodEnd: true }, at(begin))
    await call(billing.resetPeriod, { id }, at(new Date('2026-03-01T00:00:00Z')))
    const ended = await find(id)
    expect(ended).toMatchObject({ subscriptionStatus: 'cancelled', cancelAtPeriodEnd: false })
    expect(ended.billingPeriodStart).toEqual(begin)
    expect((await call(billing.resetPeriod, { id }, at(new Date('2026-09-01')))).begun).toBe(false)
  })

  it('is nobody’s to begin but an admin’s', async () => {
    const { id } = await open()
    await expect(call(billing.resetPeriod, { id }, at(begin, manager))).rejects.toMatchObject({
      status: 403,
    })
    const other = await makeMember(await makeWorkspace(), 'admin')
    const far = new Date('2027-01-01')
    await expect(call(billing.resetPeriod, { id }, at(far, other))).rejects.toMatchObject({
      status: 404,
    })
    await withSystem(other.workspace.id, 'test', ({ db }) =>
      sql`select reset_due_billing_periods(${far}::timestamptz)`.execute(db),
    )
    expect((await columns(id))?.start).toEqual(begin)
  })
})

describe('the ledger of credits', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('grant' as const), credits: fc.integer({ min: 1, max: 500 }) }),
    fc.record({ kind: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 80 }) }),
    fc.record({
      kind: fc.constant('tier' as const),
      tier: fc.constantFrom('basic' as const, 'pro' as const, 'enterprise' as const),
    }),
    fc.record({
      kind: fc.constant('stop' as const),
      status: fc.constantFrom('cancelled' as const, 'active' as const, 'past_due' as const),
    }),
  )
  it('adds up to what the customer’s row says, after any history', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (steps) => {
        const { id } = await open()
        let now = begin
        for (const act of steps) {
          if (act.kind === 'grant')
            await call(billing.grant, { id, credits: act.credits, reason: 'x' }, at(now))
          else if (act.kind === 'tier')
            await call(billing.subscribe, { id, subscriptionTier: act.tier }, at(now))
          else if (act.kind === 'stop')
            await call(billing.subscribe, { id, status: act.status }, at(now))
          else {
            now = new Date(now.getTime() + act.days * 86_400_000)
            await call(billing.resetPeriod, { id }, at(now))
          }
          expect(await sums(id)).toEqual(
            (({ granted, used, reserved }) => ({ granted, used, reserved }))(
              (await columns(id)) as never,
            ),
          )
        }
      }),
      { numRuns: 25 },
    )
  })

  it('cannot be written past its functions', async () => {
    const { id } = await open()
    const write = withSystem(workspace.id, 'test', ({ db }) =>
      sql`insert into credit_entries (workspace_id, customer_id, kind, credits, period_start, created_at)
        values (${workspace.id}::uuid, ${id}::uuid, 'grant', 5, now(), now())`.execute(db),
    )
    await expect(write).rejects.toMatchObject({ meta: expect.anything() })
    await expect(
      call(billing.grant, { id, credits: 5, reason: 'x' }, at(begin, manager)),
    ).rejects.toMatchObject({ status: 403 })
    await expect(
      call(billing.grant, { id, credits: 0, reason: 'x' }, at(begin)),
    ).rejects.toMatchObject({ status: 400 })
  })
})

it('has the same credits per tier here and in the database', async () => {
  for (const [tier, credits] of Object.entries(tierCredits))
    expect(await asOwner('select tier_credits($1) as credits', [tier])).toEqual([{ credits }])
})
