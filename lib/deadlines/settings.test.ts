import { call } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asking, closeOwner, jobs, makeMember, makeWorkspace } from '@/e2e/people'
import type { Member } from '../auth/actor'
import { work } from './procedures'
import { formatMinutes, parseMinutes, readHolidays } from './rules'

let admin: Member
const as = (member: Member) => ({ context: asking(member) })

beforeAll(async () => {
  admin = await makeMember(await makeWorkspace(), 'admin')
})
afterAll(closeOwner)

const read = async () => {
  const {
    types,
    holidays: _,
    openTasks: __,
    ...settings
  } = await call(work.settings, {}, as(admin))
  return { settings, types }
}

describe('the settings of work', () => {
  it('are saved whole, once, by admins', async () => {
    const { settings } = await read()
    const edit = {
      ...settings,
      warnAfter: 60,
      assignmentMode: 'balanced' as const,
      recompute: true,
    }
    expect(await call(work.edit, edit, as(admin))).toMatchObject({ warnAfter: 60 })
    expect(await jobs('deadlines.recompute')).toContainEqual({ workspaceId: admin.workspace.id })
    await expect(call(work.edit, edit, as(admin))).rejects.toThrow('in the meantime')
    const manager = await makeMember(admin.workspace, 'manager')
    await expect(call(work.edit, edit, as(manager))).rejects.toThrow('role')
  })

  it.each([
    [{ workingHours: [] }, 'workingHours', 'at least one day'],
    [{ deadlineMinutes: [60, 30, 60, 60, 60] }, 'deadlineMinutes', 'sooner'],
    [{ deadlineMinutes: [60] }, 'deadlineMinutes', 'each of the five'],
    [{ sampleNew: 101 }, 'sampleNew', '0 to 100'],
    [{ leaseSeconds: 1 }, 'leaseSeconds', 'at least 30'],
  ])('name the field that is wrong: %j', async (wrong, field, words) => {
    const { settings } = await read()
    const error = await call(work.edit, { ...settings, ...wrong }, as(admin)).catch((e) => e)
    expect(error.data.fields[field]).toContain(words)
  })

  it('keep what types of tasks ask for, in this workspace alone', async () => {
    const { types } = await read()
    const other = await makeMember(await makeWorkspace(), 'admin')
    const changed = types.map((type) =>
      type.actionType === 'phone_call'
        ? { ...type, weight: 3, requiredSkills: { phone: 3, sales: 1 }, sampleShare: 40 }
        : type,
    )
    await call(work.editTypes, { types: changed }, as(admin))
    const of = async (member: Member) =>
      (await call(work.settings, {}, as(member))).types.find(
        ({ actionType }) => actionType === 'phone_call',
      )
    const kept = { weight: 3, requiredSkills: { phone: 3, sales: 1 } }
    expect(await of(admin)).toMatchObject({ ...kept, sampleShare: 40 })
    expect(await of(other)).toMatchObject({
      ...{ weight: 2, requiredSkills: { phone: 2 } },
      sampleShare: null,
    })
    // Left out it stays, and null takes it away.
    const [{ sampleShare: _, ...without }] = changed.filter(
      ({ actionType }) => actionType === 'phone_call',
    ) as [(typeof changed)[number]]
    await call(work.editTypes, { types: [without] }, as(admin))
    expect(await of(admin)).toMatchObject({ ...kept, sampleShare: 40 })
    await call(work.editTypes, { types: [{ ...without, sampleShare: null }] }, as(admin))
    expect(await of(admin)).toMatchObject({ ...kept, sampleShare: null })
    await expect(
      call(work.editTypes, { types: [{ ...without, sampleShare: 101 }] }, as(admin)),
    ).rejects.toMatchObject({ status: 400 })
  })
})

describe('holidays', () => {
  it('are read from what people paste', () => {
    expect(
      readHolidays(
        '\ufeffday,name\n2026-12-25 Christmas Day\n26.12.2026;Zweiter Weihnachtstag\n\n1 Jan 2027, "Neujahr"\n2026-12-25,Weihnachten\n3. Oktober 2027\n',
      ),
    ).toEqual({
      holidays: [
        { day: '2026-12-25', name: 'Weihnachten' },
        { day: '2026-12-26', name: 'Zweiter Weihnachtstag' },
        { day: '2027-01-01', name: 'Neujahr' },
      ],
      wrong: [{ line: 7, text: '3. Oktober 2027' }],
    })
    expect(readHolidays('2026-02-30 Nothing').wrong).toHaveLength(1)
  })

  it('are added all or not at all, and removed', async () => {
    const add = (text: string) => call(work.addHolidays, { text }, as(admin))
    await expect(add('2031-01-01\nsomeday')).rejects.toMatchObject({
      data: { fields: { text: expect.stringContaining('Line 2') } },
    })
    expect((await add('2031-01-01 New Year\n2031-05-01')).holidays).toHaveLength(2)
    expect((await add('2031-05-01 Labour Day')).holidays.at(-1)?.name).toBe('Labour Day')
    await call(work.removeHoliday, { day: '2031-01-01' }, as(admin))
    await expect(call(work.removeHoliday, { day: '2031-01-01' }, as(admin))).rejects.toThrow(
      'does not exist',
    )
  })
})

describe('working minutes', () => {
  it.each([
    ['90', 90],
    ['1 h 30 min', 90],
    ['4 hours', 240],
    ['1.5h', 90],
    ['2d', 2880],
    ['soon', null],
    ['1.3', null],
  ])('reads “%s”', (text, minutes) => expect(parseMinutes(text)).toBe(minutes))
  it.each([0, 5, 60, 90, 1440, 10_080])('writes %i so that it reads back', (minutes) =>
    expect(parseMinutes(formatMinutes(minutes))).toBe(minutes),
  )
})
