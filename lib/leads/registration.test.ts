import { call } from '@orpc/server'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { openAgency } from '@/e2e/deals'
import { asking, asOwner, closeOwner, makeMember } from '@/e2e/people'
import type { Member } from '../auth/actor'
import { closeConnections } from '../db/client'
import { leads } from './procedures'

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
const someone = () => ({ clientName: 'Ada', clientEmail: `ada@client-${++clients}.example` })

const register = (actor: Member, input: object, now?: Date) =>
  call(leads.register, input as never, { context: asking(actor, now ? { now } : {}) })

const days = (count: number) => new Date(Date.parse('2026-03-02T09:00:00Z') + count * 86_400_000)

const neutral =
  'This client cannot be registered right now. If you are in touch with them, please write to the agency.'

describe('a client that somebody holds', () => {
  it('is refused to another partner in neutral words; staff see who tried, at the lead that holds them', async () => {
    const client = someone()
    const held = await register(ann, client)
    const refused = register(bob, { ...client, clientEmail: client.clientEmail.toUpperCase() })
    await expect(refused).rejects.toMatchObject({ status: 409, message: neutral })
    const timeline = (actor: Member) =>
      call(leads.timeline, { id: held.id }, { context: asking(actor) })
    expect((await timeline(agency.admin))[0]).toMatchObject({
      type: 'lead.registration_refused',
      data: { partnerId: bob.partnerId, clientName: 'Ada' },
    })
    expect((await timeline(ann)).map(({ type }) => type)).toEqual(['lead.registered'])
    expect((await call(leads.list, {}, { context: asking(bob) })).items).toEqual([])
  })

  it('is recognised by the domain of e-mail or website, but not by a free-mail one', async () => {
    await register(ann, { clientName: 'Ada', website: 'https://shop.acme-widgets.example' })
    const same = { clientName: 'Eve', clientEmail: 'eve@acme-widgets.example' }
    await expect(register(bob, same)).rejects.toMatchObject({ status: 409 })
    await register(ann, { clientName: 'Ada', clientEmail: `ada${++clients}@gmail.com` })
    await register(bob, { clientName: 'Eve', clientEmail: `eve${++clients}@gmail.com` })
  })

  it('is told plainly to the one who holds them', async () => {
    const client = someone()
    await register(ann, client)
    await expect(register(ann, client)).rejects.toMatchObject({
      message: 'You have registered this client already.',
    })
    const onBehalf = { ...client, partnerId: ann.partnerId }
    await expect(register(agency.admin, onBehalf)).rejects.toMatchObject({
      message: 'Pat Partner has registered this client already.',
    })
  })

  it('is free again once the protection ran out', async () => {
    const client = someone()
    const first = await register(ann, client, days(0))
    expect(first.protectedUntil).toEqual(days(90))
    await expect(register(bob, client, days(89))).rejects.toMatchObject({ status: 409 })
    expect((await register(bob, client, days(90))).partnerId).toBe(bob.partnerId)
  })

  it('cannot be taken by editing another lead', async () => {
    const client = someone()
    await register(ann, client)
    const mine = await register(bob, someone())
    const edit = call(
      leads.edit,
      { id: mine.id, clientEmail: client.clientEmail },
      { context: asking(bob) },
    )
    await expect(edit).rejects.toMatchObject({ status: 409, message: neutral })
    const now = await call(leads.find, { id: mine.id }, { context: asking(bob) })
    expect(now).toMatchObject({ clientEmail: mine.clientEmail, version: mine.version })
  })

  it('has one owner when 16 register them at once', async () => {
    const client = someone()
    const partners = [ann, bob, ...(await Promise.all(Array.from({ length: 6 }, () => member())))]
    const all = await Promise.allSettled([...partners, ...partners].map((p) => register(p, client)))
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const rows = await asOwner('select partner_id from client_leads where client_email = $1', [
      client.clientEmail,
    ])
    expect(rows).toHaveLength(1)
    const refusals = await asOwner(
      `select 1 from events where workspace_id = $1 and type = 'lead.registration_refused'`,
      [agency.workspace.id],
    )
    // The winner's own second try is a plain answer, not a conflict to rule on.
    expect(refusals).toHaveLength(14)
  })
})

const member = () => makeMember(agency.workspace, 'partner')

describe('a partner', () => {
  it('owns what they register, whoever they name', async () => {
    const lead = await register(ann, { ...someone(), partnerId: bob.partnerId })
    expect(lead).toMatchObject({ partnerId: ann.partnerId, status: 'prospect' })
  })

  it('neither sees, edits nor moves the leads of others', async () => {
    const { id } = await register(ann, someone())
    const context = asking(bob)
    const none = { status: 404 }
    await expect(call(leads.find, { id }, { context })).rejects.toMatchObject(none)
    await expect(call(leads.timeline, { id }, { context })).rejects.toMatchObject(none)
    const edit = call(leads.edit, { id, clientName: 'Eve' }, { context })
    await expect(edit).rejects.toMatchObject(none)
    const move = call(leads.move, { id, to: 'qualified' }, { context })
    await expect(move).rejects.toMatchObject({ status: 403 })
    const search = await call(leads.list, { search: 'ada' }, { context })
    expect(search.items).toEqual([])
  })

  it('edits open leads only', async () => {
    const { id } = await register(ann, someone())
    const edit = () =>
      call(leads.edit, { id, clientPhone: '+49 30 1234567' }, { context: asking(ann) })
    expect((await edit()).clientPhone).toBe('+49 30 1234567')
    const lost = { id, to: 'closed_lost' as const, reason: 'No budget.' }
    await call(leads.move, lost, { context: asking(agency.admin) })
    await expect(edit()).rejects.toMatchObject({ status: 409 })
  })

  it('registers on top of the whole column, not only of their own cards', async () => {
    const first = await register(ann, someone())
    const second = await register(bob, someone())
    const third = await register(ann, someone())
    const columns = await call(leads.board, {}, { context: asking(agency.admin) })
    const ids = columns[0]?.items.map(({ id }) => id)
    expect(ids).toEqual([third.id, second.id, first.id])
  })
})

describe('editing', () => {
  it('refuses an older version and changes nothing', async () => {
    const lead = await register(ann, someone())
    const edit = (clientPhone: string, version: number) =>
      call(leads.edit, { id: lead.id, clientPhone, version }, { context: asking(agency.admin) })
    await edit('+1 212 555 0100', lead.version)
    await expect(edit('+1 212 555 0199', lead.version)).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining('Somebody else changed'),
    })
    const now = await call(leads.find, { id: lead.id }, { context: asking(ann) })
    expect(now).toMatchObject({ clientPhone: '+1 212 555 0100', version: lead.version + 1 })
  })

  it('names the field when nothing tells who the client is', async () => {
    const input = { clientName: 'Ada' }
    await expect(register(ann, input)).rejects.toMatchObject({
      status: 400,
      data: { fields: { clientEmail: expect.stringContaining('e-mail address') } },
    })
  })
})
