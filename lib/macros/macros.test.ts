import { call } from '@orpc/server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asking, closeOwner, makeMember, makeWorkspace } from '@/e2e/people'
import type { Member } from '../auth/actor'
import { macros } from './procedures'

let manager: Member
let va: Member
let other: Member
const as = (member: Member) => ({ context: asking(member) })
const named = async (member: Member, name: string) =>
  (await call(macros.list, {}, as(member))).find((macro) => macro.name === name)

beforeAll(async () => {
  const workspace = await makeWorkspace()
  manager = await makeMember(workspace, 'manager')
  va = await makeMember(workspace, 'va')
  other = await makeMember(workspace, 'va')
})
afterAll(closeOwner)

it('are everybody’s when staff write them, and one’s own otherwise', async () => {
  await call(macros.add, { name: 'Team', note: 'Hello {{company}}' }, as(manager))
  await call(macros.add, { name: 'Mine', note: 'Hi' }, as(va))
  expect(await named(va, 'Team')).toMatchObject({ own: false })
  expect(await named(va, 'Mine')).toMatchObject({ own: true })
  expect(await named(other, 'Mine')).toBeUndefined()
  expect(await named(manager, 'Mine')).toBeUndefined()
})

it('are changed and removed by whose they are', async () => {
  const team = await named(va, 'Team')
  const mine = await named(va, 'Mine')
  const edit = { name: 'Renamed', note: 'Hi again', actionTypes: ['phone_call' as const] }
  for (const [id, member] of [
    [team?.id, va],
    [mine?.id, other],
    [mine?.id, manager],
    [team?.id, await makeMember(await makeWorkspace(), 'manager')],
  ] as const) {
    await expect(
      call(macros.edit, { id: id as string, ...edit }, as(member)),
    ).rejects.toMatchObject({ status: 404 })
    await expect(call(macros.remove, { id: id as string }, as(member))).rejects.toMatchObject({
      status: 404,
    })
  }
  await call(macros.edit, { id: mine?.id as string, ...edit }, as(va))
  expect(await named(va, 'Renamed')).toMatchObject({
    note: 'Hi again',
    actionTypes: ['phone_call'],
  })
  await call(macros.remove, { id: mine?.id as string }, as(va))
  expect(await named(va, 'Renamed')).toBeUndefined()
})

it('write something', async () => {
  const refused = await call(macros.add, { name: 'Nothing' }, as(va)).catch((error) => error)
  expect(refused.data.fields.note).toContain('Say what the macro writes')
})
