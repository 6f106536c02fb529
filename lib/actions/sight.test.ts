import { afterAll, beforeAll, expect, it } from 'vitest'
import { asOwner, closeOwner, makeCustomer, makeMember, makeWorkspace } from '@/e2e/people'
import type { Member } from '../auth/actor'
import { may } from '../auth/permissions'
import { readAs } from '../db/with-actor'

let va: Member
let mine: string
let others: string

beforeAll(async () => {
  const workspace = await makeWorkspace()
  va = await makeMember(workspace, 'va')
  await asOwner(`update virtual_assistants set skills = '{"phone": 1}' where id = $1`, [va.vaId])
  ;[mine, others] = [await makeCustomer(workspace), await makeCustomer(workspace)]
  for (const [customerId, type] of [
    [mine, 'captcha_solving'],
    [others, 'content_review'],
  ])
    await asOwner(
      `insert into pending_actions (workspace_id, customer_id, action_type, title, description, created_at)
       values ($1, $2, $3, 'Do it', '', now())`,
      [workspace.id, customerId, type],
    )
})
afterAll(closeOwner)

const seen = (member: Member) =>
  readAs(member, async (db) => {
    const rows = await db.selectFrom('customers').select('id').execute()
    return rows.map(({ id }) => id)
  })

it('a virtual assistant sees the customers of tasks that they may take, and no others', async () => {
  expect(await seen(va)).toEqual([mine])
  expect(await seen({ ...va, vaId: null })).toEqual([])
})

it('a virtual assistant reads no listings but those of a task', () => {
  expect(may(va, 'listings.read')).toBe(false)
})
