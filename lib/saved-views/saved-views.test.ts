import { call } from '@orpc/server'
import { afterAll, expect, it } from 'vitest'
import { asking, closeOwner, makeMember, makeWorkspace } from '@/e2e/people'
import { closeConnections } from '../db/client'
import { savedViews } from './procedures'

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const view = { screen: 'leads', name: 'Big ones', query: 'status=negotiating&sort=-value' } as const

it('keeps a view for the person who saved it, and for nobody else', async () => {
  const workspace = await makeWorkspace()
  const [ada, eve] = [await makeMember(workspace, 'admin'), await makeMember(workspace, 'manager')]
  const saved = await call(savedViews.save, view, { context: asking(ada) })
  const own = await call(savedViews.list, { screen: 'leads' }, { context: asking(ada) })
  expect(own).toEqual([saved])
  expect(await call(savedViews.list, { screen: 'leads' }, { context: asking(eve) })).toEqual([])
  const foreign = call(savedViews.delete, { id: saved.id }, { context: asking(eve) })
  await expect(foreign).rejects.toMatchObject({ code: 'not_found' })
  await call(savedViews.delete, { id: saved.id }, { context: asking(ada) })
  expect(await call(savedViews.list, { screen: 'leads' }, { context: asking(ada) })).toEqual([])
})

it('takes a name once per screen, and says so at the field', async () => {
  const context = asking(await makeMember(await makeWorkspace(), 'admin'))
  await call(savedViews.save, view, { context })
  await expect(call(savedViews.save, view, { context })).rejects.toMatchObject({
    code: 'conflict',
    data: { fields: { name: expect.any(String) } },
  })
})

it('is not for partners', async () => {
  const context = asking(await makeMember(await makeWorkspace(), 'partner'))
  await expect(call(savedViews.save, view, { context })).rejects.toMatchObject({
    code: 'forbidden',
  })
})
