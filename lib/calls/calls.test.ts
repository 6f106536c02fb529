import { call } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openAgency, registerClient } from '@/e2e/deals'
import { asking, asOwner, closeOwner, makeMember } from '@/e2e/people'
import type { Member } from '../auth/actor'
import { closeConnections } from '../db/client'
import { readAs, withActor } from '../db/with-actor'
import { leads } from '../leads/procedures'
import { calls } from './procedures'

const now = new Date('2026-06-15T12:00:00Z')
const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
let agency: Awaited<ReturnType<typeof openAgency>>
let manager: Member
let va: Member
let leadId: string

beforeAll(async () => {
  agency = await openAgency()
  manager = await makeMember(agency.workspace, 'manager')
  va = await makeMember(agency.workspace, 'va')
})
beforeAll(async () => {
  leadId = (await registerClient(agency.admin, agency.partnerId, before(9999))).id
})
afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const as = (actor: Member, more = {}) => ({ context: asking(actor, { now, ...more }) })
const usual = { contact: 'Ida Lund', seconds: 125, outcome: 'reached' as const }
const log = (fields: object = {}, actor = manager, more = {}) =>
  call(calls.log, { leadId, ...usual, ...fields } as never, as(actor, more))
const ofLead = async (id = leadId, actor = manager) =>
  (await call(calls.ofLead, { leadId: id }, as(actor))).items
const newLead = async () => (await registerClient(agency.admin, agency.partnerId, before(9))).id

describe('a call about a lead', () => {
  it('is written down as the asking person’s, just ended, and stands on the timeline', async () => {
    const made = await log({ phone: '+49 30 1234567', rating: 4, note: ' Wants an offer. ' })
    expect(made).toMatchObject({
      callerId: manager.userId,
      callerName: manager.name,
      leadId,
      actionId: null,
      startedAt: new Date(now.getTime() - 125_000),
      rating: 4,
      note: 'Wants an offer.',
      loggedBy: manager.userId,
    })
    expect(made.about).toMatch(/^Business/)
    expect((await ofLead())[0]).toEqual(made)
    const [event] = await call(leads.timeline, { id: leadId }, as(manager))
    expect(event).toMatchObject({ type: 'call.logged', data: { callId: made.id, seconds: 125 } })
  })

  it('may be somebody else’s: of a colleague, or of a virtual assistant with or without an account', async () => {
    const [invited] = await asOwner<{ id: string }>(
      `insert into virtual_assistants (workspace_id, name, email, created_at) values ($1, 'Jo', 'jo@example.com', now()) returning id`,
      [agency.workspace.id],
    )
    const callers = await call(calls.callers, {}, as(manager))
    const ids = callers.map(({ id }) => id)
    expect(ids).toEqual(
      expect.arrayContaining([agency.admin.userId, manager.userId, va.vaId, invited?.id]),
    )
    expect(callers.filter(({ assistant }) => assistant)).toHaveLength(2)
    for (const callerId of [agency.admin.userId, va.vaId, invited?.id]) {
      const made = await log({ callerId })
      expect(made).toMatchObject({ callerId, loggedBy: manager.userId })
    }
    const rows = await asOwner<{ user: string | null; va: string | null }>(
      `select user_id as user, va_id as va from calls where workspace_id = $1 and va_id is not null order by caller_name`,
      [agency.workspace.id],
    )
    expect(rows).toEqual([
      { user: va.userId, va: va.vaId },
      { user: null, va: invited?.id },
    ])
  })

  it.each([
    [{ contact: ' ' }, 'contact'],
    [{ contact: 'x'.repeat(201) }, 'contact'],
    [{ phone: 'none' }, 'phone'],
    [{ seconds: -1 }, 'seconds'],
    [{ seconds: 1.5 }, 'seconds'],
    [{ seconds: 86_401 }, 'seconds'],
    [{ outcome: 'talked' }, 'outcome'],
    [{ rating: 0 }, 'rating'],
    [{ rating: 6 }, 'rating'],
    [{ rating: 3, outcome: 'refused' }, 'rating'],
    [{ note: 'x'.repeat(2001) }, 'note'],
    [{ startedAt: before(-1) }, 'startedAt'],
    [{ startedAt: before(1), seconds: 121 }, 'startedAt'],
    [{ callerId: crypto.randomUUID() }, 'callerId'],
  ])('is refused, naming the field: %o', async (fields, field) => {
    await expect(log(fields)).rejects.toMatchObject({
      status: 400,
      data: { fields: { [field]: expect.any(String) } },
    })
  })

  it('may have ended within a minute of now, as clocks differ', async () => {
    expect(await log({ startedAt: before(1), seconds: 119 })).toMatchObject({ seconds: 119 })
  })

  it('is there once, however often it is sent', async () => {
    leadId = await newLead()
    const once = { idempotencyKey: crypto.randomUUID() }
    const [first, second] = [await log({}, manager, once), await log({}, manager, once)]
    expect(second.id).toBe(first.id)
    const startedAt = before(30)
    const answers = await Promise.allSettled(
      Array.from({ length: 6 }, () => log({ startedAt, callerId: va.vaId })),
    )
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const answer of answers)
      if (answer.status === 'rejected')
        expect(answer.reason).toMatchObject({
          status: 409,
          data: { fields: { startedAt: expect.any(String) } },
        })
    expect(await ofLead()).toHaveLength(2)
    await log({ startedAt })
    expect(await ofLead()).toHaveLength(3)
  })
})

describe('the list of calls', () => {
  it('is read page by page, newest first', async () => {
    const id = await newLead()
    for (let n = 0; n < 7; n++)
      await log({ leadId: id, startedAt: before(60 + n * 7), contact: `Ida ${n}` })
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await call(calls.ofLead, { leadId: id, limit: 3, cursor }, as(manager))
      seen.push(...page.items.map(({ contact }) => contact))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6].map((n) => `Ida ${n}`))
  })

  it('counts the days of the workspace, also the one with 23 hours', async () => {
    // Berlin goes from winter to summer time on 29 March: the day ends at 22:00 UTC.
    const id = await newLead()
    const at = [
      '2026-03-28T22:59:59Z',
      '2026-03-28T23:00:00Z',
      '2026-03-29T21:59:59Z',
      '2026-03-29T22:00:00Z',
    ]
    for (const startedAt of at)
      await log({ leadId: id, startedAt: new Date(startedAt), contact: startedAt })
    const { items } = await call(calls.list, { from: '2026-03-29', to: '2026-03-29' }, as(manager))
    expect(items.map(({ contact }) => contact)).toEqual([at[2], at[1]])
  })

  it('is narrowed by who called and what came of it, and leaves as CSV', async () => {
    await log({ callerId: va.vaId, outcome: 'busy', contact: '=1+1' })
    const asked = { callerId: va.vaId as string, outcome: ['busy' as const] }
    const { items } = await call(calls.list, asked, as(manager))
    expect(items).toMatchObject([{ callerId: va.vaId, outcome: 'busy' }])
    const byUser = await call(calls.list, { ...asked, callerId: va.userId }, as(manager))
    expect(byUser.items).toEqual(items)
    const file = await (await call(calls.export, asked, as(manager))).text()
    expect(file.trim().split('\n')).toHaveLength(3)
    expect(file).toContain("'=1+1")
  })
})

describe('taking a call back', () => {
  const remove = (id: string, actor: Member) => call(calls.remove, { id }, as(actor))

  it('is for whoever wrote it down and for admins, once', async () => {
    const leads_ = await newLead()
    const [own, theirs] = [
      await log({ leadId: leads_ }),
      await log({ leadId: leads_, startedAt: before(50) }, agency.admin),
    ]
    await expect(remove(theirs.id, manager)).rejects.toMatchObject({ status: 403 })
    await remove(own.id, manager)
    await expect(remove(own.id, manager)).rejects.toMatchObject({ status: 404 })
    await remove(theirs.id, agency.owner)
    expect(await ofLead(leads_)).toEqual([])
    const kept = await asOwner<{ action: string; before: { contact: string } }>(
      `select action, before from audit_log where table_name = 'calls' and row_id = $1 order by created_at`,
      [own.id],
    )
    expect(kept).toMatchObject([
      { action: 'insert' },
      { action: 'delete', before: { contact: 'Ida Lund' } },
    ])
    const [event] = await call(leads.timeline, { id: leads_ }, as(manager))
    expect(event?.type).toBe('call.removed')
  })

  it('is done by one of two at once', async () => {
    const { id } = await log({ leadId: await newLead() })
    const both = await Promise.allSettled([remove(id, manager), remove(id, agency.admin)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})

describe('who sees and writes calls', () => {
  it('another workspace neither sees, nor writes, nor names anybody here', async () => {
    const stranger = (await openAgency()).admin
    const [found] = await ofLead()
    expect((await call(calls.list, {}, as(stranger))).items).toEqual([])
    for (const tried of [
      () => log({}, stranger),
      () => ofLead(leadId, stranger),
      () => call(calls.remove, { id: found?.id as string }, as(stranger)),
    ])
      await expect(tried()).rejects.toMatchObject({ status: 404 })
    await expect(log({ callerId: stranger.userId })).rejects.toMatchObject({ status: 400 })
    await expect(
      asOwner(
        `insert into calls (workspace_id, user_id, caller_name, client_lead_id, contact, started_at, seconds, outcome, created_at)
         values ($1, $2, 'x', $3, 'x', now(), 1, 'reached', now())`,
        [agency.workspace.id, stranger.userId, leadId],
      ),
    ).rejects.toThrow('calls_caller_fkey')
  })

  it('a virtual assistant sees their own alone, and no lead’s', async () => {
    const { items } = await call(calls.list, {}, as(va))
    expect(items.length).toBeGreaterThan(0)
    expect(new Set(items.map(({ callerId }) => callerId))).toEqual(new Set([va.vaId]))
    await expect(ofLead(leadId, va)).rejects.toMatchObject({ status: 404 })
    await expect(log({}, va)).rejects.toMatchObject({ status: 403 })
  })

  it.each(['partner', 'customer'] as const)(
    'a %s has no door, and sees no row behind it',
    async (role) => {
      const member = await makeMember(agency.workspace, role)
      await expect(call(calls.list, {}, as(member))).rejects.toMatchObject({ status: 403 })
      const rows = await readAs(member, (db) => db.selectFrom('calls').select('id').execute())
      expect(rows).toEqual([])
    },
  )

  it('nobody changes one, and nobody writes in another’s name past the door', async () => {
    const [found] = await ofLead()
    await expect(
      withActor(agency.admin, ({ db }) =>
        db
          .updateTable('calls')
          .set({ seconds: 1 })
          .where('id', '=', found?.id as string)
          .execute(),
      ),
    ).rejects.toThrow(/permission denied/)
    await expect(
      withActor(manager, ({ db }) =>
        db
          .insertInto('calls')
          .values({
            ...{
              workspaceId: agency.workspace.id,
              callerName: 'x',
              clientLeadId: leadId,
              contact: 'x',
            },
            ...{
              startedAt: now,
              seconds: 1,
              outcome: 'reached',
              loggedBy: va.userId,
              createdAt: now,
            },
          })
          .execute(),
      ),
    ).rejects.toThrow(/row-level security/)
  })
})

describe('the table refuses', () => {
  const insert = (fields: object) => {
    const row = {
      ...{
        workspace_id: agency.workspace.id,
        caller_name: 'x',
        client_lead_id: leadId,
        contact: 'x',
      },
      ...{ started_at: now, seconds: 1, outcome: 'reached', created_at: now, ...fields },
    }
    const names = Object.keys(row)
    return asOwner(
      `insert into calls (${names.join(', ')}) values (${names.map((_, n) => `$${n + 1}`).join(', ')})`,
      Object.values(row),
    )
  }
  it.each([
    ['calls_about_check', { client_lead_id: null }],
    ['calls_lease_check', { lease_token: crypto.randomUUID() }],
    ['calls_text_check', { contact: '' }],
    ['calls_text_check', { phone: '' }],
    ['calls_text_check', { note: 'x'.repeat(2001) }],
    ['calls_seconds_check', { seconds: 86_401 }],
    ['calls_outcome_check', { outcome: 'talked' }],
    ['calls_rating_check', { rating: 6 }],
    ['calls_rating_check', { rating: 5, outcome: 'no_answer' }],
    ['calls_lead_fkey', { client_lead_id: crypto.randomUUID() }],
    ['calls_va_fkey', { va_id: crypto.randomUUID() }],
  ])('%s: %o', async (constraint, fields) => {
    await expect(insert(fields)).rejects.toMatchObject({ constraint })
  })
})
