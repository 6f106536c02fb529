import { call } from '@orpc/server'
import { afterAll, beforeEach, describe, expect, it, test } from 'vitest'
import { openAgency, registerClient } from '@/e2e/deals'
import { asking, asOwner, closeOwner } from '@/e2e/people'
import { closeConnections } from '../db/client'
import { type LeadStatus, leadStatuses } from './labels'
import { leads } from './procedures'
import { nextStatuses } from './rules'

let agency: Awaited<ReturnType<typeof openAgency>>

beforeEach(async () => {
  agency = await openAgency()
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const start = new Date('2026-03-02T09:00:00Z')
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000)

type Move = { to: LeadStatus; reason?: string; projectValue?: number; from?: LeadStatus }

const move = (id: string, change: Move, now = start) =>
  call(leads.move, { id, ...change }, { context: asking(agency.admin, { now }) })

const way: Record<LeadStatus, readonly LeadStatus[]> = {
  prospect: [],
  qualified: ['qualified'],
  proposal_sent: ['qualified', 'proposal_sent'],
  negotiating: ['qualified', 'proposal_sent', 'negotiating'],
  closed_won: ['qualified', 'proposal_sent', 'negotiating', 'closed_won'],
  closed_lost: ['closed_lost'],
}
const answers = { reason: 'Because.', projectValue: 100_000 }

async function leadIn(status: LeadStatus) {
  const { id } = await registerClient(agency.admin, agency.partnerId, start)
  for (const to of way[status]) await move(id, { to, ...answers })
  return id
}

const stateOf = (id: string) =>
  asOwner(
    `select l.status, l.version, l.position, l.close_no, count(distinct h.id) as moves, count(distinct c.id) as commissions
     from client_leads l left join lead_stage_history h on h.client_lead_id = l.id
     left join commissions c on c.client_lead_id = l.id where l.id = $1 group by l.id`,
    [id],
  )

describe.each(leadStatuses)('from %s', (from) => {
  it('goes along every arrow, and along no other', async () => {
    for (const to of leadStatuses.filter((status) => status !== from)) {
      const id = await leadIn(from)
      const before = await stateOf(id)
      if (nextStatuses[from].includes(to)) {
        const lead = await move(id, { to, ...answers })
        expect(lead.status).toBe(to)
        expect(lead.history.at(0)).toMatchObject({ fromStatus: from, toStatus: to })
        const [event] = await asOwner(
          'select data from events where subject_id = $1 order by id desc limit 1',
          [id],
        )
        expect(event).toBeDefined()
      } else {
        await expect(move(id, { to, ...answers })).rejects.toMatchObject({ status: 409 })
        expect(await stateOf(id)).toEqual(before)
      }
    }
  })
})

test.each([
  ['back', 'qualified', 'prospect'],
  ['lost', 'qualified', 'closed_lost'],
  ['reversed', 'closed_won', 'closed_lost'],
] as const)('going %s asks why', async (_, from, to) => {
  const id = await leadIn(from)
  await expect(move(id, { to })).rejects.toMatchObject({
    status: 400,
    data: { fields: { reason: 'Please say why.' } },
  })
})

it('asks the final value before winning', async () => {
  const id = await leadIn('negotiating')
  await expect(move(id, { to: 'closed_won' })).rejects.toMatchObject({
    data: { fields: { projectValue: expect.any(String) } },
  })
})

it('refuses a move from a stage that somebody has left meanwhile', async () => {
  const id = await leadIn('qualified')
  await expect(move(id, { from: 'prospect', to: 'proposal_sent' })).rejects.toMatchObject({
    status: 409,
    message: expect.stringContaining('Somebody else moved this lead'),
  })
})

it('moves once, however many move it at once', async () => {
  const id = await leadIn('prospect')
  const all = await Promise.allSettled(
    Array.from({ length: 16 }, () => move(id, { from: 'prospect', to: 'qualified' })),
  )
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await stateOf(id)).toMatchObject([{ status: 'qualified', moves: 2 }])
})

describe('a lost lead', () => {
  it('keeps its reason, and reopens within 90 days, protected anew', async () => {
    const id = await leadIn('closed_lost')
    const days = (count: number) => later(count * 24 * 60)
    await expect(move(id, { to: 'qualified' }, days(91))).rejects.toMatchObject({ status: 409 })
    const lead = await move(id, { to: 'qualified' }, days(89))
    expect(lead).toMatchObject({ lostReason: null, closedAt: null })
    expect(lead.protectedUntil).toEqual(days(89 + 90))
  })

  it('lets the client go, so it stays lost once another lead holds them', async () => {
    const client = {
      clientName: 'Ada',
      clientEmail: 'ada@lost.example',
      partnerId: agency.partnerId,
    }
    const context = asking(agency.admin, { now: start })
    const first = await call(leads.register, client, { context })
    await move(first.id, { to: 'closed_lost', reason: 'No budget.' })
    const second = await call(leads.register, client, { context })
    expect(second.id).not.toBe(first.id)
    await expect(move(first.id, { to: 'qualified' })).rejects.toMatchObject({
      message: expect.stringContaining('Another lead holds this client'),
    })
    expect(await stateOf(first.id)).toMatchObject([{ status: 'closed_lost' }])
  })
})
