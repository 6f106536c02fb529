import { call } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asking, asOwner, closeOwner, makeCustomer, makeMember, makeWorkspace } from '@/e2e/people'
import { closeConnections } from '../db/client'
import { directories } from '../directories/procedures'
import { requirements } from '../directories/requirements'
import { batches } from './procedures'

let admin: Awaited<ReturnType<typeof makeMember>>
let customerId: string
const ids: Record<string, string> = {}

beforeAll(async () => {
  const workspace = await makeWorkspace()
  admin = await makeMember(workspace, 'admin')
  customerId = await makeCustomer(workspace)
  await asOwner(`update customers set business_data = $2 where id = $1`, [
    customerId,
    JSON.stringify({ name: 'Cleo’s Bakery', shortDescription: 'Bread and cakes', phone: ' ' }),
  ])
  const add = async (name: string, more: object = {}) => {
    const made = await call(
      directories.add,
      { name, url: `https://${name}.example.com`, category: 'general', ...more },
      { context: asking(admin) },
    )
    ids[name] = made.id
  }
  await add('plain', { daScore: 20 })
  await add('picky', {
    daScore: 90,
    requirements: requirements.parse({
      fields: { phone: { required: true }, shortDescription: { required: true, maxLength: 10 } },
    }),
  })
  await add('taken', { daScore: 50, country: 'DE' })
  await add('off', { daScore: 99 })
  await call(
    directories.switch,
    { id: ids.off as string, on: false, reason: 'It closed.' },
    { context: asking(admin) },
  )
  await asOwner(
    `insert into directory_submissions (workspace_id, customer_id, directory_id, internal_reference_id, created_at)
     values ($1, $2, $3, 'r', now())`,
    [workspace.id, customerId, ids.taken],
  )
})
afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const preview = (filter: object = {}) =>
  call(batches.preview, { customerId, ...filter }, { context: asking(admin) })
const names = async (filter: object) =>
  (await preview(filter)).candidates.map(({ name }) => name).sort()

describe('the preview of a batch', () => {
  it('says what the profile lacks and where the customer is already', async () => {
    const { candidates } = await preview()
    const named = (name: string) => candidates.find((one) => one.name === name)
    expect(named('plain')).toMatchObject({ missing: [], obstacle: null, expectedApproval: 75 })
    expect(named('picky')).toMatchObject({
      obstacle: null,
      missing: ['Short description has 15 characters; at most 10 fit', 'Phone is missing'],
    })
    expect(named('taken')?.obstacle).toBe('On its way there already.')
  })

  it('holds directories that are on and fit the filter', async () => {
    expect(await names({})).toEqual(['picky', 'plain', 'taken'])
    expect(await names({ minAuthority: 50 })).toEqual(['picky', 'taken'])
    expect(await names({ country: 'us' })).toEqual(['picky', 'plain'])
    expect(await names({ minApproval: 76 })).toEqual([])
    expect(await names({ search: 'PICK' })).toEqual(['picky'])
  })

  it('knows no customer of another workspace', async () => {
    const stranger = await makeMember(await makeWorkspace(), 'admin')
    await expect(
      call(batches.preview, { customerId }, { context: asking(stranger) }),
    ).rejects.toMatchObject({ status: 404 })
  })
})
