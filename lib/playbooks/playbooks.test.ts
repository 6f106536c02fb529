import { call } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeDirectories } from '@/e2e/fulfilment'
import { asking, closeOwner, makeMember, makeWorkspace, type TestWorkspace } from '@/e2e/people'
import type { Member } from '../auth/actor'
import { playbooks } from './procedures'

let workspace: TestWorkspace
let staff: Member
let va: Member

const as = (member: Member) => ({ context: asking(member) })
const save = (body: string, after = 0, directoryId?: string, member = staff) =>
  call(playbooks.save, { actionType: 'phone_call', body, after, directoryId }, as(member))

beforeAll(async () => {
  workspace = await makeWorkspace()
  staff = await makeMember(workspace, 'manager')
  va = await makeMember(workspace, 'va')
})
afterAll(closeOwner)

describe('a playbook', () => {
  it('gets a version with each change, and an earlier one can be brought back', async () => {
    const first = await save('# Call\n\nSay hello.')
    await save('# Call\n\nSay **grüezi**.', 1)
    await expect(save('# Call\n\nSay **grüezi**.', 2)).rejects.toThrow('Nothing is different')
    const back = await call(playbooks.restore, { id: first.id }, as(staff))
    expect(back).toMatchObject({ version: 3, body: '# Call\n\nSay hello.', authorName: staff.name })
    const versions = await call(playbooks.history, { actionType: 'phone_call' }, as(va))
    expect(versions.map(({ version }) => version)).toEqual([3, 2, 1])
    const { items } = await call(playbooks.list, {}, as(va))
    expect(items).toMatchObject([{ version: 3, directoryId: null }])
  })

  it('is not overwritten by somebody who had not seen the newest', async () => {
    const [directoryId] = await makeDirectories(workspace, 1)
    const both = await Promise.allSettled([
      save('One.', 0, directoryId),
      save('Two.', 0, directoryId),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(save('Three.', 0, directoryId)).rejects.toThrow('saved a newer version')
  })

  it('is staff’s to change, in their own workspace', async () => {
    await expect(save('Mine.', 3, undefined, va)).rejects.toMatchObject({ status: 403 })
    const foreign = await makeMember(await makeWorkspace(), 'owner')
    expect((await call(playbooks.list, {}, as(foreign))).items).toEqual([])
    const { items } = await call(playbooks.list, {}, as(staff))
    const id = items[0]?.id as string
    await expect(call(playbooks.find, { id }, as(foreign))).rejects.toMatchObject({ status: 404 })
    const [elsewhere] = await makeDirectories(workspace, 1)
    await expect(save('Theirs.', 0, elsewhere, foreign)).rejects.toMatchObject({ status: 404 })
    for (const body of ['', '   '])
      await expect(save(body, 3)).rejects.toMatchObject({ status: 400 })
  })
})
