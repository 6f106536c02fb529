import { call } from '@orpc/server'
import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { openAgency } from '@/e2e/deals'
import { asking, asOwner, closeOwner, makeMember } from '@/e2e/people'
import { handleRest } from '../api/rest'
import type { Member } from '../auth/actor'
import { closeConnections } from '../db/client'
import { withActor } from '../db/with-actor'
import { leads } from './procedures'
import { conflicts } from './procedures/conflicts'
import { watchLeads } from './watch'

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

let clients = 0
const host = () => `client-${process.pid}-${++clients}.example`
const at = (days: number) => new Date(Date.parse('2026-03-02T09:00:00Z') + days * 86_400_000)
const register = (actor: Member, input: object, now = at(0)) =>
  call(leads.register, { clientName: 'Ada', ...input } as never, {
    context: asking(actor, { now }),
  })
const extend = (actor: Member, id: string, now = at(0)) =>
  call(leads.extend, { id, reason: 'Meeting next week.' }, { context: asking(actor, { now }) })
const rule = (
  id: string,
  ruling: 'keep' | 'transfer' | 'release',
  now = at(1),
  as = agency.admin,
) =>
  call(
    conflicts.rule,
    { id, ruling, reason: 'Both calls heard.' },
    { context: asking(as, { now }) },
  )
const inbox = (now = at(1)) =>
  call(conflicts.list, { state: ['open'] }, { context: asking(agency.admin, { now }) })
const move = (id: string, to: string, extra: object, now: Date) =>
  call(leads.move, { id, to, ...extra } as never, { context: asking(agency.admin, { now }) })
const mailed = (outcome: string) =>
  asOwner<{ recipient: string; data: { business: string } }>(
    `select recipient, data from emails where workspace_id = $1 and template = 'conflict-ruled' and data->>'outcome' = $2`,
    [agency.workspace.id, outcome],
  )

/** A client that Ann holds and Bob has tried to register. */
async function contested(now = at(0)) {
  const domain = host()
  const lead = await register(ann, { clientEmail: `ada@${domain}`, businessName: 'Held Ltd' }, now)
  await register(bob, { website: `https://${domain}`, businessName: 'Wanted Ltd' }, now).catch(
    () => {},
  )
  const conflict = (await inbox(now)).items.find(({ holder }) => holder.leadId === lead.id)
  return { domain, lead, id: conflict?.id as string }
}

/** Every moment at which two leads hold one key of the workspace. */
const overlaps = () =>
  asOwner(
    `select a.key from lead_client_keys a join lead_client_keys b on b.workspace_id = a.workspace_id and b.key = a.key and b.id > a.id
     where a.workspace_id = $1 and tstzrange(a.claimed_at, least(a.released_at, a.expires_at))
       && tstzrange(b.claimed_at, least(b.released_at, b.expires_at))`,
    [agency.workspace.id],
  )

describe('a client', () => {
  it('is known by phone too, and a number that is clearly wrong is sent back', async () => {
    await register(ann, { businessName: 'A', clientPhone: '+49 30 901820' })
    await expect(
      register(bob, { businessName: 'B', clientPhone: '+49 (0)30 90 18 20' }),
    ).rejects.toMatchObject({ status: 409 })
    await expect(
      register(bob, { businessName: 'B', clientPhone: '+49 30 1' }),
    ).rejects.toMatchObject({
      data: { fields: { clientPhone: expect.stringContaining('too short') } },
    })
    await register(bob, { businessName: 'B', clientPhone: '030 90 18 20' })
  })

  it('has one owner when sixteen register it by keys that overlap in part', async () => {
    const domain = host()
    const forms = [
      { clientEmail: `ada@${domain}` },
      { website: `https://www.${domain}`, clientPhone: `+49 30 9018${1000 + (clients % 8999)}` },
      { clientEmail: `ada@${domain}`, clientPhone: `+49 30 9018${1000 + (clients % 8999)}` },
      { clientEmail: `eve@${domain}` },
    ]
    const members = await Promise.all(
      Array.from({ length: 16 }, () => makeMember(agency.workspace, 'partner')),
    )
    const tries = await Promise.allSettled(
      members.map((who, n) => register(who, { businessName: 'X', ...forms[n % 4] })),
    )
    const statuses = tries.map((one) => (one.status === 'fulfilled' ? 201 : one.reason.status))
    expect(statuses.filter((status) => status === 201)).toHaveLength(1)
    expect(statuses.filter((status) => status === 409)).toHaveLength(15)
    expect(await overlaps()).toEqual([])
  })

  it('cannot have two owners at one time whoever writes', async () => {
    const domain = host()
    await register(ann, { clientEmail: `ada@${domain}` })
    const other = await register(bob, { clientEmail: `x@${host()}` })
    const second = asOwner(
      `insert into lead_client_keys (workspace_id, client_lead_id, key, claimed_at, expires_at) values ($1, $2, $3, $4, $5)`,
      [agency.workspace.id, other.id, `domain:${domain}`, at(10), at(20)],
    )
    await expect(second).rejects.toThrow(/lead_client_keys_one_holder/)
  })

  it('that was won after its protection ran out stays with whoever holds it by then', async () => {
    const domain = host()
    const first = await register(ann, { clientEmail: `ada@${domain}`, businessName: 'A' })
    await register(bob, { clientEmail: `eve@${domain}`, businessName: 'B' }, at(100))
    for (const to of ['qualified', 'proposal_sent', 'negotiating'])
      await move(first.id, to, {}, at(101))
    await move(first.id, 'closed_won', { projectValue: 100_00 }, at(101))
    expect(await overlaps()).toEqual([])
    const carl = await makeMember(agency.workspace, 'partner')
    await expect(register(carl, { clientEmail: `ada@${domain}` }, at(400))).rejects.toMatchObject({
      status: 409,
    })
    await register(carl, { clientEmail: `eve@${domain}` }, at(400))
  })
})

describe('protection', () => {
  it('is extended once, with a reason, by its partner or by staff', async () => {
    const domain = host()
    const lead = await register(ann, { clientEmail: `ada@${domain}` })
    expect(lead.extensionDays).toBe(30)
    const longer = await extend(ann, lead.id, at(80))
    expect(longer).toMatchObject({ protectedUntil: at(120), extensionDays: null })
    await expect(extend(agency.admin, lead.id, at(81))).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining('already'),
    })
    await expect(register(bob, { clientEmail: `ada@${domain}` }, at(119))).rejects.toMatchObject({
      status: 409,
    })
    await register(bob, { clientEmail: `ada@${domain}` }, at(120))
    const [row] = await asOwner(
      'select protection_extended_by, protection_extension_reason from client_leads where id = $1',
      [lead.id],
    )
    expect(row).toEqual({
      protection_extended_by: ann.userId,
      protection_extension_reason: 'Meeting next week.',
    })
  })

  it('is not extended after its end, of a lost lead, or of somebody else’s', async () => {
    const late = await register(ann, { clientEmail: `ada@${host()}` })
    await expect(extend(ann, late.id, at(90))).rejects.toMatchObject({
      message: expect.stringContaining('has ended'),
    })
    const lost = await register(ann, { clientEmail: `ada@${host()}` })
    await expect(extend(bob, lost.id)).rejects.toMatchObject({ status: 404 })
    await move(lost.id, 'closed_lost', { reason: 'Gone.' }, at(1))
    await expect(extend(ann, lost.id, at(2))).rejects.toMatchObject({ status: 409 })
  })

  it('of two extensions at once takes one', async () => {
    const lead = await register(ann, { clientEmail: `ada@${host()}` })
    const both = await Promise.allSettled([extend(ann, lead.id), extend(agency.admin, lead.id)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(
      (await call(leads.find, { id: lead.id }, { context: asking(ann) })).protectedUntil,
    ).toEqual(at(120))
  })

  it('cannot be moved by its partner past the product', async () => {
    const lead = await register(ann, { clientEmail: `ada@${host()}` })
    const stretch = withActor(ann, ({ tx }) =>
      tx.clientLead.updateMany({ where: { id: lead.id }, data: { protectedUntil: at(900) } }),
    )
    await expect(stretch).rejects.toThrow(/extending/)
  })

  it('does not grow by editing the client', async () => {
    const lead = await register(ann, { clientEmail: `ada@${host()}` })
    const domain = host()
    const context = asking(ann, { now: at(60) })
    const edited = await call(
      leads.edit,
      { id: lead.id, clientEmail: `ada@${domain}` },
      { context },
    )
    expect(edited.protectedUntil).toEqual(at(90))
    await expect(register(bob, { clientEmail: `ada@${domain}` }, at(89))).rejects.toMatchObject({
      status: 409,
    })
    await register(bob, { clientEmail: `ada@${domain}` }, at(90))
  })

  it('reminds its partner once, some days before it ends, and claims phones that were not readable', async () => {
    const soon = await register(ann, { clientEmail: `ada@${host()}`, clientPhone: '030 90 18 20' })
    await register(ann, { clientEmail: `ada@${host()}` }, at(20))
    const watch = () => watchLeads({ workspaceId: agency.workspace.id }, at(85))
    await asOwner(
      `update workspaces set settings = '{"limits": {"phoneCountry": "DE"}}' where id = $1`,
      [agency.workspace.id],
    )
    await watch()
    await watch()
    const mails = await asOwner<{ data: { leadId: string } }>(
      `select data from emails where workspace_id = $1 and template = 'protection-ending'`,
      [agency.workspace.id],
    )
    expect(mails.map(({ data }) => data.leadId)).toEqual([soon.id])
    const keys = await asOwner(
      'select key from lead_client_keys where client_lead_id = $1 and released_at is null',
      [soon.id],
    )
    expect(keys).toContainEqual({ key: 'phone:+4930901820' })
  })
})

describe('a conflict', () => {
  it('is written down once per contender, and shows both sides to those who rule', async () => {
    const { domain, lead, id } = await contested()
    await register(bob, { website: `https://${domain}`, businessName: 'Wanted Ltd' }).catch(
      () => {},
    )
    expect((await inbox()).items).toHaveLength(1)
    const found = await call(
      conflicts.find,
      { id },
      { context: asking(agency.admin, { now: at(1) }) },
    )
    expect(found).toMatchObject({
      state: 'open',
      attempts: 2,
      keys: [`domain:${domain}`],
      holder: { partnerId: ann.partnerId, leadId: lead.id },
      contender: { partnerId: bob.partnerId },
      sent: { businessName: 'Wanted Ltd' },
      held: { businessName: 'Held Ltd', moves: 0 },
    })
  })

  it('says the same to the contender whoever holds the client, over every door, and shows them nothing', async () => {
    const { domain, id } = await contested()
    const agencyOwn = host()
    await register(agency.admin, { clientEmail: `ada@${agencyOwn}`, partnerId: agency.partnerId })
    const answers = []
    for (const name of [domain, agencyOwn])
      for (const sessionId of [null, 'portal']) {
        const request = new Request('http://localhost/api/v1/leads', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ clientName: 'Ada', clientEmail: `other@${name}` }),
        })
        const answer = await handleRest(request, asking({ ...bob, sessionId }, { now: at(1) }))
        answers.push([answer.status, await answer.text()])
      }
    expect(new Set(answers.map(String)).size).toBe(1)
    expect(answers[0]?.[0]).toBe(409)
    await expect(call(conflicts.find, { id }, { context: asking(bob) })).rejects.toMatchObject({
      status: 403,
    })
    const seen = await withActor(bob, async ({ db }) => [
      await db.selectFrom('leadConflicts').select('id').execute(),
      await db.selectFrom('leadClientKeys').select('id').execute(),
      await db.selectFrom('clientLeads').select('id').execute(),
    ])
    expect(seen).toEqual([[], [], []])
  })

  it('kept: the holder keeps, both are told', async () => {
    const { lead, id } = await contested()
    expect(await rule(id, 'keep')).toMatchObject({
      state: 'ruled',
      ruling: 'keep',
      reason: 'Both calls heard.',
    })
    expect((await call(leads.find, { id: lead.id }, { context: asking(ann) })).status).toBe(
      'prospect',
    )
    expect(await mailed('kept')).toHaveLength(1)
    const [refused] = await mailed('refused')
    expect(refused?.data.business).toBe('Wanted Ltd')
    expect(JSON.stringify(refused)).not.toContain('Held')
  })

  it('transferred: the contender gets a lead of what they sent, the holder’s is lost', async () => {
    const { domain, lead, id } = await contested()
    const { newLeadId } = await rule(id, 'transfer')
    const given = await call(leads.find, { id: newLeadId as string }, { context: asking(bob) })
    expect(given).toMatchObject({
      businessName: 'Wanted Ltd',
      status: 'prospect',
      protectedUntil: at(91),
    })
    const lost = await call(leads.find, { id: lead.id }, { context: asking(ann) })
    expect(lost).toMatchObject({ status: 'closed_lost', businessName: 'Held Ltd' })
    expect(lost.lostReason).not.toContain('Both calls')
    await expect(register(ann, { website: `https://${domain}` }, at(2))).rejects.toMatchObject({
      status: 409,
    })
    expect(await overlaps()).toEqual([])
    expect([await mailed('lost'), await mailed('given')].map((mails) => mails.length)).toEqual([
      1, 1,
    ])
  })

  it('released: whoever registers next holds the client', async () => {
    const { domain, id } = await contested()
    await rule(id, 'release')
    await register(bob, { website: `https://${domain}` }, at(1))
    expect(await overlaps()).toEqual([])
  })

  it('of an edited lead, transferred, gives that lead the client', async () => {
    const domain = host()
    await register(ann, { clientEmail: `ada@${domain}` })
    const own = await register(bob, { clientEmail: `ada@${host()}` })
    const edit = call(
      leads.edit,
      { id: own.id, clientEmail: `b@${domain}` },
      { context: asking(bob, { now: at(0) }) },
    )
    await expect(edit).rejects.toMatchObject({ status: 409 })
    const [conflict] = (await inbox()).items
    expect(await rule(conflict?.id as string, 'transfer')).toMatchObject({ newLeadId: own.id })
    expect((await call(leads.find, { id: own.id }, { context: asking(bob) })).clientEmail).toBe(
      `b@${domain}`,
    )
  })

  it('is ruled on once, also by sixteen at once', async () => {
    const { id } = await contested()
    const all = await Promise.allSettled(
      Array.from({ length: 16 }, (_, n) =>
        rule(id, n % 2 ? 'keep' : 'transfer', at(1), n % 3 ? agency.admin : agency.owner),
      ),
    )
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of all) if (one.status === 'rejected') expect(one.reason.status).toBe(409)
    await expect(rule(id, 'keep')).rejects.toMatchObject({
      message: expect.stringContaining('already'),
    })
    const frozen = asOwner(
      `update lead_conflicts set ruling = 'keep', new_lead_id = null where id = $1`,
      [id],
    )
    await expect(frozen).rejects.toThrow(/final/)
  })

  it('has nothing to rule on once protection is over, and stays with who won', async () => {
    const { id } = await contested()
    await expect(rule(id, 'transfer', at(90))).rejects.toMatchObject({
      message: expect.stringContaining('has ended'),
    })
    expect((await inbox(at(90))).items).toEqual([])
    const won = await contested()
    for (const to of ['qualified', 'proposal_sent', 'negotiating'])
      await move(won.lead.id, to, {}, at(1))
    await move(won.lead.id, 'closed_won', { projectValue: 100_00 }, at(1))
    for (const ruling of ['transfer', 'release'] as const)
      await expect(rule(won.id, ruling, at(2))).rejects.toMatchObject({
        message: expect.stringContaining('won meanwhile'),
      })
    expect(await rule(won.id, 'keep', at(2))).toMatchObject({ state: 'ruled' })
  })

  it('is not for managers, and not given to a partner who may not register', async () => {
    const { id } = await contested()
    const manager = await makeMember(agency.workspace, 'manager')
    await expect(rule(id, 'keep', at(1), manager)).rejects.toMatchObject({ status: 403 })
    await asOwner(`update partners set status = 'suspended' where id = $1`, [bob.partnerId])
    await expect(rule(id, 'transfer')).rejects.toMatchObject({
      message: expect.stringContaining('suspended'),
    })
  })
})

describe('whatever happens', () => {
  it('no client has two owners at one time', async () => {
    const members = [ann, bob, await makeMember(agency.workspace, 'partner')]
    const step = fc.record({
      what: fc.constantFrom(
        'register',
        'extend',
        'lose',
        'reopen',
        'win',
        'wait',
        'keep',
        'transfer',
        'release',
      ),
      who: fc.nat(2),
      client: fc.nat(2),
      days: fc.nat(50),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const hosts = [host(), host(), host()]
        const made: string[] = []
        let day = 0
        for (const { what, who, client, days } of steps) {
          day += what === 'wait' ? days : 0.01
          const now = at(day)
          const id = made[client % Math.max(1, made.length)]
          const open = (
            await call(
              conflicts.list,
              { state: ['open'] },
              { context: asking(agency.admin, { now }) },
            )
          ).items
          const act = async () => {
            if (what === 'register') {
              const form =
                days % 2
                  ? { website: `https://${hosts[client]}` }
                  : { clientEmail: `ada@${hosts[client]}` }
              made.push((await register(members[who] as Member, form, now)).id)
            } else if (what === 'keep' || what === 'transfer' || what === 'release') {
              const chosen = open[client % Math.max(1, open.length)]
              if (chosen) await rule(chosen.id, what, now)
            } else if (!id) return
            else if (what === 'extend') await extend(agency.admin, id, now)
            else if (what === 'lose') await move(id, 'closed_lost', { reason: 'Gone.' }, now)
            else if (what === 'reopen') await move(id, 'qualified', {}, now)
            else if (what === 'win') {
              for (const to of ['qualified', 'proposal_sent', 'negotiating'])
                await move(id, to, {}, now)
              await move(id, 'closed_won', { projectValue: 100_00 }, now)
            }
          }
          await act().catch((error: { status?: number }) => {
            if (error.status !== 409) throw error
          })
        }
        expect(await overlaps()).toEqual([])
      }),
      { numRuns: 15 },
    )
  })
})
