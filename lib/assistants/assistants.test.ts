import { call } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  asking,
  asOwner,
  closeOwner,
  goodPassword,
  makeCustomer,
  makeMember,
  makeWorkspace,
  type TestWorkspace,
  visitor,
} from '@/e2e/people'
import { tasks } from '../actions/procedures/tasks'
import type { Member } from '../auth/actor'
import { linkToken } from '../auth/link-token'
import { withActor } from '../db/with-actor'
import { invitations } from '../members/procedures'
import { assistants } from './procedures'
import { self } from './procedures/self'

let workspace: TestWorkspace
let manager: Member
const as = (member: Member, now?: Date) => ({ context: asking(member, now ? { now } : {}) })
const nine = [{ day: 1, from: 540, to: 1020 }]
let count = 0
const fresh = () => `va-${Date.now()}-${count++}@example.com`
const invite = (more: Record<string, unknown> = {}, by = manager) =>
  call(assistants.invite, { name: 'Ngọc Ánh', email: fresh(), ...more }, as(by))

const open = async (type = 'captcha_solving', language = '') => {
  const [row] = await asOwner<{ id: string }>(
    `insert into pending_actions (workspace_id, customer_id, action_type, language, title, description, created_at)
     values ($1, $2, $3, $4, 'Do it', '', now()) returning id`,
    [workspace.id, await makeCustomer(workspace), type, language],
  )
  return row?.id as string
}

beforeAll(async () => {
  workspace = await makeWorkspace()
  manager = await makeMember(workspace, 'manager')
})
afterAll(closeOwner)

describe('an invitation', () => {
  it('makes the person, who is on the team once they accept', async () => {
    const made = await invite({ skills: { Phone: 2 }, languages: ['DE', 'de', 'vi'] })
    expect(made).toMatchObject({
      name: 'Ngọc Ánh',
      status: 'invited',
      skills: { phone: 2 },
      languages: ['de', 'vi'],
      timezone: 'Europe/Berlin',
    })
    expect(made.workingHours).toHaveLength(5)
    const token = linkToken('invitation', made.invitation?.id as string)
    await call(
      invitations.join,
      { token, name: 'Ánh', password: goodPassword },
      { context: { ...asking(visitor), address: `198.51.100.${count}` } },
    )
    expect(await call(assistants.find, { id: made.id }, as(manager))).toMatchObject({
      status: 'active',
      invitation: null,
      confirmedAt: null,
    })
  })

  it('is sent again, and taken back; then they can be brought back', async () => {
    const { id, invitation } = await invite()
    const again = await call(assistants.resend, { id }, as(manager))
    expect(again.invitation?.id).toBe(invitation?.id)
    expect(await call(assistants.revoke, { id }, as(manager))).toMatchObject({ status: 'left' })
    await expect(call(assistants.resend, { id }, as(manager))).rejects.toThrow('no open invitation')
    expect(await call(assistants.bringBack, { id }, as(manager))).toMatchObject({
      status: 'invited',
      invitation: { id: expect.any(String) },
    })
    await expect(call(assistants.bringBack, { id }, as(manager))).rejects.toThrow('invited already')
  })

  it('goes to one address once, however many send it at the same time', async () => {
    const email = fresh()
    const results = await Promise.allSettled(Array.from({ length: 4 }, () => invite({ email })))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expect(invite({ email })).rejects.toMatchObject({
      data: { fields: { email: expect.stringContaining('invited already') } },
    })
  })

  it.each([
    [{ workingHours: [...nine, { day: 1, from: 600, to: 660 }] }, 'workingHours', 'overlap'],
    [{ workingHours: [{ day: 1, from: 600, to: 600 }] }, 'workingHours', 'after they begin'],
    [{ timezone: 'Mars/Olympus' }, 'timezone', 'does not exist'],
    [{ skills: { phone: 6 } }, 'skills', '1 to 5'],
    [{ maxConcurrentTasks: 0 }, 'maxConcurrentTasks', 'at least one'],
    [{ email: 'nobody' }, 'email', 'not an e-mail'],
  ])('names the field that is wrong: %j', async (input, field, words) => {
    const error = await invite(input).catch((failure) => failure)
    const fields = error.data.fields as Record<string, string>
    const key = Object.keys(fields).find((name) => name.startsWith(field)) ?? ''
    expect(fields[key]).toContain(words)
  })
})

describe('the database', () => {
  it.each([
    ['windows that overlap', `'[{"day":1,"from":0,"to":60},{"day":1,"from":30,"to":90}]'`],
    ['half minutes', `'[{"day":1,"from":0.5,"to":60}]'`],
    ['no end', `'[{"day":1,"from":0}]'`],
    ['a day of its own', `'[{"day":8,"from":0,"to":60}]'`],
    ['something else', `'["all day"]'`],
  ])('refuses hours with %s', async (_, hours) => {
    const { id } = await invite()
    await expect(
      asOwner(`update virtual_assistants set working_hours = ${hours} where id = $1`, [id]),
    ).rejects.toThrow('week_hours_check')
  })

  it('refuses a time zone that it does not know', async () => {
    const { id } = await invite()
    await expect(
      asOwner(`update virtual_assistants set timezone = 'Mars/Olympus' where id = $1`, [id]),
    ).rejects.toThrow('zone_check')
  })
})

describe('virtual assistants', () => {
  it('edit their hours and languages, but neither their skills nor their room', async () => {
    const va = await makeMember(workspace, 'va')
    const after = await call(
      self.edit,
      { workingHours: nine, timezone: 'Asia/Manila', languages: ['fil'] },
      as(va),
    )
    expect(after).toMatchObject({ timezone: 'Asia/Manila', confirmedAt: expect.any(Date) })
    await call(self.edit, { skills: { phone: 5 }, maxConcurrentTasks: 50 } as never, as(va))
    expect(await call(self.find, {}, as(va))).toMatchObject({ maxConcurrentTasks: 10 })
    await expect(call(assistants.list, {}, as(va))).rejects.toThrow('role')
  })

  it('may not write their skills or room past the doors either', async () => {
    const va = await makeMember(workspace, 'va')
    for (const change of [{ maxConcurrentTasks: 50 }, { skills: '{}' }, { status: 'left' }])
      await expect(
        withActor(va, ({ db }) =>
          db.updateTable('virtualAssistants').set(change).where('id', '=', va.vaId).execute(),
        ),
      ).rejects.toThrow(/not yours to change|permission denied/)
  })

  it('get tasks within their hours on their own clock', async () => {
    const va = await makeMember(workspace, 'va')
    await call(self.edit, { workingHours: nine, timezone: 'Asia/Manila' }, as(va))
    await open()
    // Monday, 10:00 and 18:00 in Manila.
    const [morning, evening] = ['02', '10'].map((hour) => new Date(`2031-03-10T${hour}:00:00Z`))
    expect(await call(tasks.claim, {}, as(va, morning))).not.toBeNull()
    await expect(call(tasks.claim, {}, as(va, evening))).rejects.toThrow('working hours')
    const { presence } = await call(self.find, {}, as(va, evening))
    expect(presence?.from).toEqual(new Date('2031-03-17T01:00:00Z'))
  })

  it('of another workspace do not exist', async () => {
    const other = await makeMember(await makeWorkspace(), 'manager')
    const { id } = await invite()
    await expect(call(assistants.find, { id }, as(other))).rejects.toThrow('does not exist')
    await expect(call(assistants.edit, { id, name: 'X' }, as(other))).rejects.toThrow(
      'does not exist',
    )
    await expect(call(assistants.takeOut, { id }, as(other))).rejects.toThrow('does not exist')
    const leave = { id, startsOn: '2031-01-01' }
    await expect(call(assistants.addLeave, leave, as(other))).rejects.toThrow('does not exist')
  })

  it('who leave lose their seat at once, and their tasks go back', async () => {
    const va = await makeMember(workspace, 'va')
    const action = await open()
    await call(tasks.claim, { id: action }, as(va))
    const admin = await makeMember(workspace, 'admin')
    const left = await call(assistants.takeOut, { id: va.vaId as string }, as(admin))
    expect(left).toMatchObject({ status: 'left', load: 0 })
    const [row] = await asOwner('select status, lease_token from pending_actions where id = $1', [
      action,
    ])
    expect(row).toEqual({ status: 'pending', lease_token: null })
    await expect(call(assistants.takeOut, { id: va.vaId as string }, as(admin))).rejects.toThrow(
      'not on the team any more',
    )
  })
})

describe('leave', () => {
  it('keeps them from tasks on its days, by their own calendar', async () => {
    const va = await makeMember(workspace, 'va')
    await call(self.edit, { timezone: 'Pacific/Auckland' }, as(va))
    await call(self.addLeave, { startsOn: '2031-03-10', endsOn: '2031-03-11' }, as(va))
    await open()
    // Still the 9th in London, the 10th in Auckland.
    const there = new Date('2031-03-09T12:00:00Z')
    await expect(call(tasks.claim, {}, as(va, there))).rejects.toThrow('on leave')
    const found = await call(self.find, {}, as(va, there))
    expect(found.absence).toEqual(['on_leave'])
    expect(found.presence?.from).toEqual(new Date('2031-03-11T11:00:00Z'))
  })

  it('is refused on days that have some, also at the same time, and when it ends before it begins', async () => {
    const va = await makeMember(workspace, 'va')
    const same = { startsOn: '2031-05-01', endsOn: '2031-05-09' }
    const tries = await Promise.allSettled(
      Array.from({ length: 4 }, () => call(self.addLeave, same, as(va))),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expect(call(self.addLeave, { startsOn: '2031-05-09' }, as(va))).rejects.toMatchObject({
      data: { fields: { startsOn: expect.stringContaining('2031-05-01') } },
    })
    await expect(
      call(self.addLeave, { startsOn: '2031-06-02', endsOn: '2031-06-01' }, as(va)),
    ).rejects.toMatchObject({ data: { fields: { endsOn: expect.stringContaining('swap') } } })
    const { leave } = await call(self.find, {}, as(va))
    const other = await makeMember(workspace, 'va')
    const leaveId = leave[0]?.id as string
    await expect(call(self.removeLeave, { leaveId }, as(other))).rejects.toThrow('does not exist')
    expect(await call(self.removeLeave, { leaveId }, as(va))).toMatchObject({ leave: [] })
  })
})

describe('the list', () => {
  it('filters by skill, language, state, presence and name, page by page', async () => {
    const house = await makeWorkspace()
    const boss = await makeMember(house, 'owner')
    const here = await makeMember(house, 'va')
    const away = await makeMember(house, 'va')
    await asOwner('update virtual_assistants set is_available = false where id = $1', [away.vaId])
    const { id } = await invite({ name: 'Zoë Übel', languages: ['fr'], skills: { sign: 3 } }, boss)
    const list = async (filter: Record<string, unknown>) =>
      (await call(assistants.list, { limit: 50, ...filter }, as(boss))).items.map((one) => one.id)
    expect(await list({ available: 'now' })).toEqual([here.vaId])
    expect(await list({ skill: 'sign' })).toEqual([id])
    expect(await list({ language: 'fr,es' })).toEqual([id])
    expect(await list({ status: 'invited' })).toEqual([id])
    expect(await list({ search: 'zoë üb' })).toEqual([id])
    expect(await list({ search: '%' })).toEqual([])
    const first = await call(assistants.list, { limit: 2 }, as(boss))
    const second = await call(
      assistants.list,
      { limit: 2, cursor: first.nextCursor as string },
      as(boss),
    )
    expect(new Set([...first.items, ...second.items].map((one) => one.id)).size).toBe(3)
    expect(await call(assistants.count, {}, as(boss))).toEqual({ count: 3, capped: false })
    const csv = await (await call(assistants.export, {}, as(boss))).text()
    expect(csv).toContain('Zoë Übel')
  })
})

describe('routing', () => {
  it('says who may, why the others may not, and what would help', async () => {
    const house = workspace
    const able = await makeMember(house, 'va')
    await asOwner(`update virtual_assistants set languages = '{sw}' where id = $1`, [able.vaId])
    const id = await open('captcha_solving', 'sw')
    const found = await call(assistants.routing, { id }, as(manager))
    expect(found.candidates[0]).toMatchObject({ vaId: able.vaId, reasons: [], words: '' })
    expect(found.help).toEqual([])
    await asOwner(`update virtual_assistants set languages = '{}' where id = $1`, [able.vaId])
    const then = await call(assistants.routing, { id }, as(manager))
    expect(then.help.at(-1)).toBe('Nobody on the team speaks Swahili.')
  })
})
