import { call } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeBatch, makeDirectories } from '@/e2e/fulfilment'
import { asking, asOwner, closeOwner, makeCustomer, makeMember, makeWorkspace } from '@/e2e/people'
import type { Member } from '../auth/actor'
import { area } from '../customers/procedures/area'
import { batches } from './procedures'

let staff: Member
let customer: Member
let customerId: string
let batchId: string
const as = (member: Member) => ({ context: asking(member) })

/** The file's rows without its head, and its last line. */
async function read(file: File) {
  const lines = (await file.text()).replace('\ufeff', '').trim().split('\n')
  return { rows: lines.slice(1, -1), note: lines.at(-1) }
}

beforeAll(async () => {
  const workspace = await makeWorkspace()
  staff = await makeMember(workspace, 'manager')
  customer = await makeMember(workspace, 'customer')
  customerId = await makeCustomer(workspace)
  const ids = await makeDirectories(workspace, 3)
  await asOwner(`update directories set name = '=HYPERLINK("x")' where id = $1`, [ids[0]])
  const batch = await makeBatch(staff, customerId, ids, { name: '+Größe, "eins"' })
  batchId = batch.id
  const other = await makeCustomer(workspace)
  await makeBatch(staff, other, ids)
  await asOwner(
    `update memberships m set customer_id = $1 where user_id = $2 and workspace_id = $3`,
    [customerId, customer.userId, workspace.id],
  )
  customer = { ...customer, customerId }
})
afterAll(() => closeOwner())

describe('batches as CSV', () => {
  it('hold what the list shows under the same filter, and start no formula', async () => {
    expect((await read(await call(batches.export, {}, as(staff)))).rows).toHaveLength(2)
    const { rows, note } = await read(await call(batches.export, { customerId }, as(staff)))
    expect(rows).toHaveLength(1)
    expect(rows[0]).toContain(`"'+Größe, ""eins"""`)
    expect(note).toContain(`customerId ${customerId}`)
    expect(note).toContain('Times in ')
    expect(
      (await read(await call(batches.export, { status: ['failed'] }, as(staff)))).rows,
    ).toEqual([])
  })

  it('list the submissions of one', async () => {
    const { rows } = await read(await call(batches.exportItems, { id: batchId }, as(staff)))
    expect(rows).toHaveLength(3)
    expect(rows.join()).toContain(`"'=HYPERLINK(""x"")"`)
    expect(rows.join()).toContain('Waiting')
  })

  it('are nobody else’s', async () => {
    const foreign = await makeMember(await makeWorkspace(), 'admin')
    await expect(call(batches.exportItems, { id: batchId }, as(foreign))).rejects.toThrow(
      'does not exist',
    )
    expect((await read(await call(batches.export, {}, as(foreign)))).rows).toEqual([])
    await expect(call(batches.export, {}, as(customer))).rejects.toThrow()
  })
})

describe('a customer’s own listings as CSV', () => {
  it('are their own, under their filter', async () => {
    const { rows } = await read(await call(area.exportListings, {}, as(customer)))
    expect(rows).toHaveLength(3)
    expect(rows.join()).toContain(`'=HYPERLINK`)
    const live = await read(await call(area.exportListings, { group: 'live' }, as(customer)))
    expect(live.rows).toEqual([])
    expect(live.note).toContain('show Live')
    await expect(call(area.exportListings, {}, as(staff))).rejects.toThrow()
  })
})
