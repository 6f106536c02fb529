import { call } from '@orpc/server'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { asking, closeOwner, makeMember, makeWorkspace } from '@/e2e/people'
import type { Member } from '../auth/actor'
import { closeConnections } from '../db/client'
import { workspace } from './procedures'

let owner: Member

const read = (as: Member = owner) => call(workspace.settings, {}, { context: asking(as) })

beforeEach(async () => {
  owner = await makeMember(await makeWorkspace(), 'owner')
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

describe('settings', () => {
  const edit = async (change: object) => {
    const { slug: _, currency: __, ...current } = await read()
    return call(workspace.edit, { ...current, ...change }, { context: asking(owner) })
  }

  it('are saved whole, and refused when somebody was faster', async () => {
    const { updatedAt } = await read()
    const saved = await edit({ name: 'Südwind', timezone: 'Asia/Tokyo' })
    expect(saved).toMatchObject({ name: 'Südwind', timezone: 'Asia/Tokyo' })
    await expect(edit({ name: 'Late', updatedAt })).rejects.toMatchObject({ code: 'conflict' })
    expect((await read()).name).toBe('Südwind')
  })

  it('of two saved at once keep one', async () => {
    const { updatedAt } = await read()
    const both = await Promise.allSettled(['One', 'Two'].map((name) => edit({ name, updatedAt })))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it.each([{ timezone: 'Mars/Olympus' }, { name: ' ' }])(
    'refuse %o at its field',
    async (change) => {
      await expect(edit(change)).rejects.toMatchObject({
        data: { fields: { [Object.keys(change)[0] as string]: expect.any(String) } },
      })
    },
  )

  it('are for owners and admins', async () => {
    const manager = await makeMember(owner.workspace, 'manager')
    await expect(read(manager)).rejects.toMatchObject({ code: 'forbidden' })
  })
})
