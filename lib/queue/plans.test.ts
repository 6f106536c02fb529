import { call } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { claim, makeBatch, makeDirectories } from '@/e2e/fulfilment'
import { asking, asOwner, closeOwner, makeCustomer, makeMember, makeWorkspace } from '@/e2e/people'
import { plansOf } from '@/e2e/plans'
import type { Member } from '../auth/actor'
import { batches } from '../batches/procedures'
import { customers } from '../customers/procedures'
import { directories } from '../directories/procedures'
import { listings } from '../listings/procedures'
import { claims, queue } from './procedures'

let staff: Member
let customerId: string
let batchId: string

/** Enough rows that reading all of them would be the wrong plan. */
beforeAll(async () => {
  for (const last of [false, true]) {
    const workspace = await makeWorkspace()
    staff = await makeMember(workspace, 'manager')
    const made = await makeDirectories(workspace, 1000)
    for (let n = 0; n < 8; n++) {
      customerId = await makeCustomer(workspace, { creditsLimit: 1000 })
      batchId = (await makeBatch(staff, customerId, made)).id
    }
    if (!last) continue
    const held = await claim(staff, 100)
    for (const { token } of held.slice(0, 40))
      await call(claims.complete, { token, outcome: 'submitted' }, { context: asking(staff) })
    for (const { token } of held.slice(40, 80))
      await call(
        claims.fail,
        { token, code: 'refused', message: 'No.' },
        { context: asking(staff) },
      )
  }
  for (const table of [
    'submission_queue',
    'directory_submissions',
    'directories',
    'customers',
    'batch_submissions',
  ])
    await asOwner(`analyze ${table}`)
}, 120_000)
afterAll(closeOwner)

const as = () => ({ context: asking(staff) })
const large = ['submission_queue', 'directory_submissions']

describe('under the role that reads', () => {
  it.each([
    [
      'the queue monitor',
      () => call(queue.monitor, {}, as()),
      [
        'submission_queue_waiting_idx',
        'submission_queue_due_idx',
        'submission_queue_failed_idx',
        'submission_queue_held_idx',
      ],
    ],
    [
      'the items of a batch',
      () => call(batches.items, { id: batchId }, as()),
      ['submission_queue_workspace_id_batch_id_customer_id_id_idx'],
    ],
    [
      'listings, newest first',
      () => call(listings.list, {}, as()),
      ['directory_submissions_workspace_id_created_at_id_idx'],
    ],
    [
      'listings of a customer',
      () => call(listings.list, { customerId }, as()),
      ['directory_submissions_workspace_id_customer_id_created_at_i_idx'],
    ],
    [
      'what a customer may still be sent to',
      () => call(batches.preview, { customerId }, as()),
      ['directory_submissions_live_key'],
    ],
    ['directories by name', () => call(directories.list, {}, as()), []],
    ['customers', () => call(customers.list, {}, as()), []],
  ])('%s reads by index', async (_, read, indexes) => {
    const { scanned, indexes: used } = await plansOf(read)
    expect(scanned.filter((table) => large.includes(table))).toEqual([])
    for (const index of indexes) expect([...used]).toContain(index)
  })
})
