import { call } from '@orpc/server'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { openAgency, win } from '@/e2e/deals'
import { asking, asOwner, closeOwner, makeMember } from '@/e2e/people'
import type { Member } from '../auth/actor'
import { commissions } from '../commissions/procedures'
import { closeConnections } from '../db/client'
import { withActor } from '../db/with-actor'
import { leads } from '../leads/procedures'
import { ledgerDifferences } from '../ledger/check'
import { payouts } from '../payouts/procedures'
import { payoutRuns } from '../payouts/procedures/sending'
import { portal } from '../portal/procedures'
import { risk } from './procedures'

let agency: Awaited<ReturnType<typeof openAgency>>
let ann: Member
let bob: Member

beforeEach(async () => {
  agency = await openAgency()
  ann = await makeMember(agency.workspace, 'partner')
  bob = await makeMember(agency.workspace, 'partner')
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const asAdmin = (now?: Date) => ({ context: asking(agency.admin, now ? { now } : {}) })
const flags = async (partnerId: string | null) =>
  (await call(risk.list, { partnerId: partnerId as string }, asAdmin())).items
const one = async (partnerId: string | null) =>
  (await flags(partnerId))[0] as Awaited<ReturnType<typeof flags>>[number]
const clear = (id: string, as = agency.admin) =>
  call(risk.clear, { id, reason: 'Looked into it.' }, { context: asking(as) })
const find = (id: string) => call(commissions.find, { id }, asAdmin())
const books = async () =>
  expect(await withActor(agency.admin, ({ db }) => ledgerDifferences(db))).toEqual([])

let count = 0
const host = () => `firm-${process.pid}-${++count}.example`
const emailOf = (member: Member, email: string) =>
  asOwner('update partners set email = $2 where id = $1', [member.partnerId, email])

/** A deal won for the partner with this client. */
async function wonWith(member: Member, client: object, projectValue = 100_000) {
  const { id } = await call(
    leads.register,
    { clientName: 'Ada', businessName: 'Firm', partnerId: member.partnerId as string, ...client },
    asAdmin(),
  )
  for (const to of ['qualified', 'proposal_sent', 'negotiating'] as const)
    await call(leads.move, { id, to }, asAdmin())
  await call(leads.move, { id, to: 'closed_won', projectValue }, asAdmin())
  const [row] = await asOwner<{ id: string }>(
    'select id from commissions where client_lead_id = $1',
    [id],
  )
  return { leadId: id, commissionId: row?.id as string }
}

const iban = (n: number) => {
  const account = `37040044053201${String(n).padStart(4, '0')}`
  return `DE${String(98n - (BigInt(`${account}131400`) % 97n)).padStart(2, '0')}${account}`
}
const details = (member: Member, n: number, now?: Date) =>
  call(
    portal.savePayoutDetails,
    { method: 'bank', holder: 'Ann', iban: iban(n) },
    { context: asking(member, now ? { now } : {}) },
  )

const period = { periodFrom: '2020-01-01', periodTo: '2099-01-01' }
const preview = async (partnerId: string | null, now?: Date) =>
  (await call(payouts.preview, period, asAdmin(now))).rows.find(
    (row) => row.partnerId === partnerId,
  )

describe('a lead', () => {
  it('of a partner’s own company is flagged, and its commission made on hold', async () => {
    const own = host()
    await emailOf(ann, `ann@${own}`)
    const { commissionId, leadId } = await wonWith(ann, { website: `https://www.${own}` })
    expect(await one(ann.partnerId)).toMatchObject({
      kind: 'self_referral',
      leadId,
      status: 'open',
      sentence: `Partner and client share the domain ${own}.`,
      held: [{ currency: 'EUR', amount: 20_000 }],
    })
    expect(await find(commissionId)).toMatchObject({
      status: 'on_hold',
      reason: `Partner and client share the domain ${own}.`,
    })
    await books()
  })

  it('on a shared free-mail domain is not, on the same mailbox it is', async () => {
    await emailOf(ann, `ann${++count}@gmail.com`)
    await wonWith(ann, { clientEmail: `other${count}@gmail.com` })
    expect(await flags(ann.partnerId)).toEqual([])
    await wonWith(ann, { clientEmail: `a.n.n${count}+x@gmail.com` })
    expect((await one(ann.partnerId)).kind).toBe('self_referral')
  })

  it('is let go when every flag on it is cleared, not before, and not by hand', async () => {
    await emailOf(ann, `ann${++count}@mailinator.com`)
    const { commissionId } = await wonWith(ann, { clientEmail: `ann${count}@mailinator.com` })
    const [first, second, ...more] = await flags(ann.partnerId)
    expect([first?.kind, second?.kind, more.length]).toEqual([
      'self_referral',
      'disposable_email',
      0,
    ])
    const release = () =>
      call(commissions.release, { id: commissionId, reason: 'Please.' }, asAdmin())
    await expect(release()).rejects.toMatchObject({
      message: expect.stringMatching(/2 open risk flags hold.*self-referral, disposable e-mail/),
    })
    await clear(first?.id as string)
    expect((await find(commissionId)).status).toBe('on_hold')
    await expect(release()).rejects.toMatchObject({ status: 409 })
    const past = asOwner(`update commissions set status = 'pending' where id = $1`, [commissionId])
    await expect(past).rejects.toThrow(/open flag/)
    await clear(second?.id as string)
    expect(await find(commissionId)).toMatchObject({ status: 'pending', reason: null })
    await expect(clear(first?.id as string)).rejects.toMatchObject({ status: 409 })
    await books()
  })

  it('is not flagged again for what was cleared at its registration', async () => {
    const own = host()
    await emailOf(ann, `ann@${own}`)
    const lead = await call(
      leads.register,
      { clientName: 'Ada', website: `https://${own}` },
      { context: asking(ann) },
    )
    await clear((await one(ann.partnerId)).id)
    for (const to of ['qualified', 'proposal_sent', 'negotiating'] as const)
      await call(leads.move, { id: lead.id, to }, asAdmin())
    await call(leads.move, { id: lead.id, to: 'closed_won', projectValue: 1000 }, asAdmin())
    expect((await flags(ann.partnerId)).map(({ status }) => status)).toEqual(['cleared'])
  })

  it('flagged after approval is held too, with its clawbacks; rejected when confirmed', async () => {
    const own = host()
    const { commissionId, leadId } = await wonWith(ann, { clientEmail: `ada@${own}` })
    await call(leads.refund, { id: leadId, amount: 10_000, reason: 'Discount' }, asAdmin())
    await call(commissions.approve, { id: commissionId }, asAdmin())
    await emailOf(ann, `ann@${own}`)
    await call(leads.edit, { id: leadId, website: `https://${own}` }, asAdmin())
    // The keys are the same, so the edit itself is no reason to look again; a changed contact is.
    await call(leads.edit, { id: leadId, clientEmail: `eve@${own}` }, asAdmin())
    const base = await find(commissionId)
    expect(base).toMatchObject({ status: 'on_hold', clawbacks: [{ status: 'on_hold' }] })
    await call(
      risk.confirm,
      { id: (await one(ann.partnerId)).id, reason: 'It is theirs.' },
      asAdmin(),
    )
    expect((await find(commissionId)).status).toBe('rejected')
    await books()
  })

  it('stays held while its partner is banned, whatever is cleared', async () => {
    const own = host()
    await emailOf(ann, `ann@${own}`)
    const { commissionId } = await wonWith(ann, { website: `https://${own}` })
    await asOwner(`update partners set status = 'banned' where id = $1`, [ann.partnerId])
    await clear((await one(ann.partnerId)).id)
    expect(await find(commissionId)).toMatchObject({
      status: 'on_hold',
      reason: 'The partner is banned.',
    })
  })

  it('of sixteen who clear two flags at once is let go once', async () => {
    await emailOf(ann, `ann${++count}@mailinator.com`)
    const { commissionId } = await wonWith(ann, { clientEmail: `ann${count}@mailinator.com` })
    const ids = (await flags(ann.partnerId)).map(({ id }) => id)
    const all = await Promise.allSettled(
      Array.from({ length: 16 }, (_, n) =>
        clear(ids[n % 2] as string, n % 3 ? agency.admin : agency.owner),
      ),
    )
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    expect((await find(commissionId)).status).toBe('pending')
    const released = await asOwner(
      `select 1 from events where subject_id = $1 and type = 'commission.released'`,
      [commissionId],
    )
    expect(released).toHaveLength(1)
  })
})

describe('a partner', () => {
  const approved = async (member: Member) => {
    const { commissionId } = await win(agency.admin, member.partnerId as string)
    await call(commissions.approve, { id: commissionId }, asAdmin())
    return commissionId
  }

  it('with the payout details of another is flagged with them, and neither is paid', async () => {
    await details(ann, 1)
    await details(bob, 1)
    for (const member of [ann, bob]) {
      await approved(member)
      expect(await flags(member.partnerId)).toMatchObject([
        { kind: 'duplicate_payout_details', leadId: null, held: [{ amount: 20_000 }] },
      ])
      expect((await preview(member.partnerId))?.leftOut).toMatch(
        /^Held: The payout details .* are also those of/,
      )
    }
    await expect(call(payouts.create, period, asAdmin())).rejects.toMatchObject({ status: 409 })
    await clear((await one(ann.partnerId)).id)
    const run = await call(payouts.create, period, asAdmin())
    expect(run.payouts.map(({ partnerId }) => partnerId)).toEqual([ann.partnerId])
  })

  it('of sixteen who enter the same details at once misses none', async () => {
    const members = await Promise.all(
      Array.from({ length: 8 }, () => makeMember(agency.workspace, 'partner')),
    )
    await Promise.all([...members, ...members].map((member) => details(member, 2)))
    for (const member of members) expect(await flags(member.partnerId)).toHaveLength(1)
  })

  it('who has just changed theirs is held until cleared, or until they have stood a while', async () => {
    const now = new Date()
    const later = (days: number) => new Date(now.getTime() + days * 86_400_000)
    await details(ann, 3, now)
    expect(await flags(ann.partnerId)).toEqual([])
    await approved(ann)
    await details(ann, 4, now)
    expect(await one(ann.partnerId)).toMatchObject({
      kind: 'new_payout_details',
      holdsUntil: later(14),
    })
    expect((await preview(ann.partnerId, later(13)))?.leftOut).toMatch(
      /^Held: The payout details were changed/,
    )
    expect((await preview(ann.partnerId, later(14)))?.leftOut).toBeNull()
    await details(ann, 5, later(1))
    expect(await flags(ann.partnerId)).toMatchObject([{ holdsUntil: later(15) }])
  })

  it('flagged after a payout was drafted is not paid by it', async () => {
    const commissionId = await approved(ann)
    const run = await call(payouts.create, period, asAdmin())
    const payout = run.payouts[0]?.id as string
    await details(ann, 6)
    await details(ann, 7)
    const approve = () => call(payouts.approve, { id: payout }, { context: asking(agency.owner) })
    await expect(approve()).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining('risk flag'),
    })
    await clear((await one(ann.partnerId)).id)
    await approve()
    await details(ann, 8)
    await expect(
      call(payouts.pay, { id: payout, reference: 'X' }, asAdmin()),
    ).rejects.toMatchObject({ status: 409 })
    expect((await find(commissionId)).status).toBe('approved')
    await books()
  })

  it('flagged in a run is left out of what is approved and sent, and the others go', async () => {
    await approved(ann)
    await approved(bob)
    const run = await call(payouts.create, period, asAdmin())
    await details(ann, 11)
    await details(ann, 12)
    const { results } = await call(
      payoutRuns.approve,
      { id: run.id },
      { context: asking(agency.owner) },
    )
    const held = run.payouts.find(({ partnerId }) => partnerId === ann.partnerId)?.id
    expect(results.filter(({ ok }) => !ok)).toEqual([
      {
        id: held,
        ok: false,
        message: expect.stringMatching(/^Held: The payout details were changed/),
      },
    ])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    await clear((await one(ann.partnerId)).id)
    await call(payouts.approve, { id: held as string }, { context: asking(agency.owner) })
    await details(ann, 13)
    await details(bob, 14)
    await details(bob, 15)
    const sent = await call(payoutRuns.send, { id: run.id, provider: 'bank_file' }, asAdmin())
    expect(sent.results.map(({ ok }) => ok)).toEqual([false, false])
    await books()
  })

  it('cannot be paid past the product', async () => {
    const commissionId = await approved(ann)
    const run = await call(payouts.create, period, asAdmin())
    await call(payouts.cancel, { id: run.payouts[0]?.id as string, reason: 'Again' }, asAdmin())
    await asOwner(
      `insert into risk_flags (workspace_id, kind, partner_id, sentence, evidence, evidence_key, raised_at)
       values ($1, 'lead_burst', $2, 'x', '{}', 'x', now())`,
      [agency.workspace.id, ann.partnerId],
    )
    // The cancelled payout's item once more; what else guards items looks the other way.
    const added = asOwner(
      `alter table payout_items disable trigger guard_new_items;
       insert into payout_items select (jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid(), 'released_at', null))).*
         from payout_items i where commission_id = '${commissionId}'`,
    )
    await expect(added).rejects.toThrow(/open flag holds this payment/)
  })

  it('far above their habit within a day is flagged', async () => {
    await asOwner(
      `update workspaces set settings = '{"limits": {"burstLeads": 5}}' where id = $1`,
      [agency.workspace.id],
    )
    for (let n = 0; n < 5; n++)
      await call(
        leads.register,
        { clientName: 'Ada', businessName: `B${n}` },
        { context: asking(ann) },
      )
    expect(await one(ann.partnerId)).toMatchObject({ kind: 'lead_burst', evidence: { today: 5 } })
  })

  it('with too many refunds is flagged, from a number of deals on', async () => {
    await asOwner(
      `update workspaces set settings = '{"limits": {"refundDeals": 3, "refundPercent": 20}}' where id = $1`,
      [agency.workspace.id],
    )
    const deals = [
      await win(agency.admin, ann.partnerId as string),
      await win(agency.admin, ann.partnerId as string),
    ]
    const refund = (id: string, amount: number) =>
      call(leads.refund, { id, amount, reason: 'Discount' }, asAdmin())
    await refund(deals[0]?.leadId as string, 50_000)
    expect(await flags(ann.partnerId)).toEqual([])
    await win(agency.admin, ann.partnerId as string)
    await refund(deals[1]?.leadId as string, 20_000)
    expect(await one(ann.partnerId)).toMatchObject({
      kind: 'refund_rate',
      evidence: { deals: 3, percent: 23.3 },
    })
    await clear((await one(ann.partnerId)).id)
    await refund(deals[1]?.leadId as string, 1_000)
    expect((await flags(ann.partnerId)).map(({ status }) => status)).toEqual(['cleared', 'open'])
  })

  it('confirmed is suspended', async () => {
    await details(ann, 9)
    await details(bob, 9)
    const commissionId = await approved(ann)
    await call(
      risk.confirm,
      { id: (await one(ann.partnerId)).id, reason: 'The same person.' },
      asAdmin(),
    )
    const [row] = await asOwner('select status from partners where id = $1', [ann.partnerId])
    expect(row).toEqual({ status: 'suspended' })
    expect((await find(commissionId)).status).toBe('on_hold')
  })

  it('neither sees flags nor settles their own, also as an admin', async () => {
    await details(ann, 10)
    await details(bob, 10)
    expect(
      await withActor(ann, ({ db }) => db.selectFrom('riskFlags').select('id').execute()),
    ).toEqual([])
    await expect(call(risk.list, {}, { context: asking(ann) })).rejects.toMatchObject({
      status: 403,
    })
    const manager = await makeMember(agency.workspace, 'manager')
    const { id } = await one(ann.partnerId)
    await expect(clear(id, manager)).rejects.toMatchObject({ status: 403 })
    await asOwner('update partners set user_id = $1 where id = $2', [
      agency.admin.userId,
      ann.partnerId,
    ])
    await expect(clear(id)).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining('yourself'),
    })
    const past = withActor(agency.admin, ({ tx }) =>
      tx.riskFlag.updateMany({
        where: { id },
        data: {
          status: 'cleared',
          settledAt: new Date(),
          settledBy: agency.admin.userId,
          settledReason: 'x',
        },
      }),
    )
    await expect(past).rejects.toThrow(/themselves/)
    await clear(id, agency.owner)
  })
})

describe('limits', () => {
  it('are saved whole, refused when somebody was faster, and count from then on', async () => {
    const now = await call(risk.limits, {}, asAdmin())
    expect(now).toMatchObject({ protectionDays: 90, extensionDays: 30, phoneCountry: null })
    const save = () =>
      call(risk.editLimits, { ...now, protectionDays: 60, phoneCountry: 'DE' }, asAdmin())
    expect(await save()).toMatchObject({ protectionDays: 60, phoneCountry: 'DE' })
    await expect(save()).rejects.toMatchObject({ status: 409 })
    const made = await call(
      leads.register,
      { clientName: 'Ada', clientEmail: `ada@${host()}` },
      { context: asking(ann) },
    )
    expect((made.protectedUntil as Date).getTime() - made.createdAt.getTime()).toBe(60 * 86_400_000)
    const fresh = await call(risk.limits, {}, asAdmin())
    await expect(
      call(risk.editLimits, { ...fresh, protectionDays: 0 }, asAdmin()),
    ).rejects.toMatchObject({
      data: { fields: { protectionDays: expect.any(String) } },
    })
  })
})
