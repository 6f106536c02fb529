import { call } from '@orpc/server'
import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { openAgency, win } from '@/e2e/deals'
import { asking, asOwner, closeOwner, makeMember } from '@/e2e/people'
import { applications } from '../applications/procedures'
import { commissions } from '../commissions/procedures'
import { closeConnections } from '../db/client'
import { withActor } from '../db/with-actor'
import { leads } from '../leads/procedures'
import { ledgerDifferences } from '../ledger/check'
import { partners } from '../partners/procedures'
import { payouts } from '../payouts/procedures'
import { operations } from './procedures'

let agency: Awaited<ReturnType<typeof openAgency>>
let clock = Date.parse('2026-03-02T09:00:00Z')

beforeEach(async () => {
  agency = await openAgency()
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

/** Every call a minute after the one before. */
const asAdmin = (as = agency.admin) => {
  clock += 60_000
  return { context: asking(as, { now: new Date(clock) }) }
}
const ban = (reason = 'Fraud.') => call(partners.ban, { id: agency.partnerId, reason }, asAdmin())
const undo = (id: string | null, as = agency.admin) =>
  call(operations.undo, { id: id as string, reason: 'A mistake.' }, asAdmin(as))
const commission = async () => (await win(agency.admin, agency.partnerId)).commissionId
const approve = (id: string) => call(commissions.approve, { id }, asAdmin())
const statuses = async () =>
  Object.fromEntries(
    (
      await asOwner<{ id: string; status: string; approved_by: string | null }>(
        'select id, status, approved_by from commissions where workspace_id = $1',
        [agency.workspace.id],
      )
    ).map(({ id, status }) => [id, status]),
  )
const partner = () => call(partners.find, { id: agency.partnerId }, asAdmin())
const books = async () =>
  expect(await withActor(agency.admin, ({ db }) => ledgerDifferences(db))).toEqual([])

describe('a ban', () => {
  it('holds what was earned, but for what is in a payout; undone, it is as it was', async () => {
    const [pending, approved, inPayout] = [
      await commission(),
      await commission(),
      await commission(),
    ]
    await approve(inPayout)
    await call(payouts.create, { periodFrom: '2020-01-01', periodTo: '2099-01-01' }, asAdmin())
    await approve(approved)
    const before = await asOwner('select approved_by, approved_at from commissions where id = $1', [
      approved,
    ])
    const { operationId } = await ban()
    expect(await statuses()).toEqual({
      [pending]: 'on_hold',
      [approved]: 'on_hold',
      [inPayout]: 'approved',
    })
    const done = await undo(operationId)
    expect(done).toMatchObject({ rows: 3, restored: 3, skipped: [] })
    expect(await statuses()).toEqual({
      [pending]: 'pending',
      [approved]: 'approved',
      [inPayout]: 'approved',
    })
    expect((await partner()).status).toBe('active')
    expect(
      await asOwner('select approved_by, approved_at from commissions where id = $1', [approved]),
    ).toEqual(before)
    await books()
  })

  it('undone leaves what somebody has changed since, and what was held before', async () => {
    const [touched, plain, held] = [await commission(), await commission(), await commission()]
    await call(commissions.hold, { id: held, reason: 'Invoice disputed' }, asAdmin())
    const { operationId } = await ban()
    await call(commissions.reject, { id: touched, reason: 'Not theirs' }, asAdmin())
    expect(await undo(operationId)).toMatchObject({
      restored: 2,
      skipped: [{ why: 'It was changed since.', rows: 1 }],
    })
    expect(await statuses()).toEqual({
      [touched]: 'rejected',
      [plain]: 'pending',
      [held]: 'on_hold',
    })
  })

  it('on a ban holds: the older one undone pays nobody', async () => {
    const id = await commission()
    const first = await ban()
    await call(partners.reinstate, { id: agency.partnerId, reason: 'ok' }, asAdmin())
    await ban()
    const done = await undo(first.operationId)
    expect(done.restored).toBe(0)
    expect(done.skipped).toEqual([
      { why: 'Its partner is banned.', rows: 1 },
      { why: 'Their status was changed since.', rows: 1 },
    ])
    expect(await statuses()).toEqual({ [id]: 'on_hold' })
  })

  it('of a suspended partner goes back to suspended', async () => {
    await call(partners.suspend, { id: agency.partnerId, reason: 'Question open' }, asAdmin())
    await undo((await ban()).operationId)
    expect(await partner()).toMatchObject({ status: 'suspended', statusReason: 'Question open' })
  })

  it('is undone once, also by sixteen at once, and by admins only', async () => {
    await commission()
    const { operationId } = await ban()
    const manager = await makeMember(agency.workspace, 'manager')
    await expect(undo(operationId, manager)).rejects.toMatchObject({ status: 403 })
    const all = await Promise.allSettled(Array.from({ length: 16 }, () => undo(operationId)))
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expect(undo(operationId)).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining('already'),
    })
    const away = await openAgency()
    await expect(undo(operationId, away.admin)).rejects.toMatchObject({ status: 404 })
  })

  it('lifted by hand releases nothing by itself', async () => {
    const id = await commission()
    await ban()
    await call(partners.reinstate, { id: agency.partnerId, reason: 'ok' }, asAdmin())
    expect(await statuses()).toEqual({ [id]: 'on_hold' })
  })
})

describe('a tier move', () => {
  it('goes back with its lock, unless the tier was moved again', async () => {
    const move = (tier: 'gold' | 'silver') =>
      call(partners.changeTier, { id: agency.partnerId, tier, reason: 'Agreed' }, asAdmin())
    const first = await move('gold')
    await undo(first.operationId)
    expect(await partner()).toMatchObject({ tier: 'bronze', tierLocked: false })
    const second = await move('gold')
    await move('silver')
    expect(await undo(second.operationId)).toMatchObject({ restored: 0, skipped: [{ rows: 1 }] })
    expect((await partner()).tier).toBe('silver')
  })
})

describe('a bulk rejection', () => {
  const reject = (ids: string[]) =>
    call(commissions.rejectMany, { ids, reason: 'Double' }, asAdmin())

  it('of commissions names what it left, and undone brings the rest back with their clawbacks', async () => {
    const { leadId, commissionId } = await win(agency.admin, agency.partnerId)
    await call(leads.refund, { id: leadId, amount: 10_000, reason: 'Discount' }, asAdmin())
    const [held, approved] = [await commission(), await commission()]
    await call(commissions.hold, { id: held, reason: 'Invoice disputed' }, asAdmin())
    await approve(approved)
    const before = await statuses()
    const done = await reject([commissionId, held, approved])
    expect(done).toMatchObject({ rejected: 2 })
    expect(done.results.find(({ id }) => id === approved)).toMatchObject({
      ok: false,
      message: expect.stringContaining('approved'),
    })
    await books()
    await undo(done.operationId)
    expect(await statuses()).toEqual(before)
    await books()
  })

  it('is not undone for a deal that was refunded or lost meanwhile', async () => {
    const refunded = await win(agency.admin, agency.partnerId)
    const lost = await win(agency.admin, agency.partnerId)
    const { operationId } = await reject([refunded.commissionId, lost.commissionId])
    await call(leads.refund, { id: refunded.leadId, amount: 10_000, reason: 'Discount' }, asAdmin())
    await call(leads.move, { id: lost.leadId, to: 'closed_lost', reason: 'Gone' }, asAdmin())
    expect(await undo(operationId)).toMatchObject({
      restored: 0,
      skipped: [{ why: 'Its deal has changed since.', rows: 2 }],
    })
    await books()
  })

  it('is the only way back from rejected', async () => {
    const id = await commission()
    await reject([id])
    const back = withActor(agency.admin, ({ tx }) =>
      tx.commission.updateMany({ where: { id }, data: { status: 'pending' } }),
    )
    await expect(back).rejects.toThrow(/may not go from/)
  })

  it('of applications goes back to where each stood', async () => {
    const ids: string[] = []
    for (const status of ['pending', 'under_review']) {
      const [row] = await asOwner<{ id: string }>(
        `insert into partner_applications (workspace_id, name, email, network_description, expected_referrals, experience_level,
           status, status_token_hash, submitted_at, created_at)
         values ($1, 'A', gen_random_uuid()::text || '@b.example', 'x', 1, 'expert', $2, gen_random_uuid()::text, now(), now()) returning id`,
        [agency.workspace.id, status],
      )
      ids.push(row?.id as string)
    }
    const done = await call(
      applications.reviewMany,
      { decision: 'reject', ids, reason: 'Not now' },
      asAdmin(),
    )
    expect(await undo(done.operationId)).toMatchObject({ restored: 2 })
    const rows = await asOwner(
      'select status, rejection_reason from partner_applications where id = any($1) order by status',
      [ids],
    )
    expect(rows).toEqual([
      { status: 'pending', rejection_reason: null },
      { status: 'under_review', rejection_reason: null },
    ])
  })
})

describe('undoing a ban after anything', () => {
  it('puts back exactly what nobody has changed', async () => {
    const change = fc.record({
      what: fc.constantFrom('release', 'reject', 'rehold', 'none'),
      at: fc.nat(3),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 5 }),
        fc.nat(3),
        async (changes, approvals) => {
          agency = await openAgency()
          const ids = [
            await commission(),
            await commission(),
            await commission(),
            await commission(),
          ]
          for (const id of ids.slice(0, approvals)) await approve(id)
          const before = await statuses()
          const { operationId } = await ban()
          const touched = new Set<string>()
          for (const { what, at } of changes) {
            const id = ids[at] as string
            const ask = { id, reason: 'Looked at it.' }
            const doing =
              what === 'release'
                ? call(commissions.release, ask, asAdmin())
                : what === 'reject'
                  ? call(commissions.reject, ask, asAdmin())
                  : what === 'rehold'
                    ? call(commissions.release, ask, asAdmin()).then(() =>
                        call(commissions.hold, ask, asAdmin()),
                      )
                    : null
            if (doing)
              await doing.then(
                () => touched.add(id),
                () => {},
              )
          }
          const between = await statuses()
          const done = await undo(operationId)
          const after = await statuses()
          for (const id of ids) expect(after[id]).toBe(touched.has(id) ? between[id] : before[id])
          expect(done.restored).toBe(ids.length - touched.size + 1)
          await books()
        },
      ),
      { numRuns: 12 },
    )
  })
})
