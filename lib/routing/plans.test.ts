import { call } from '@orpc/server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asking, asOwner, closeOwner, makeCustomer, makeMember, makeWorkspace } from '@/e2e/people'
import { plansOf } from '@/e2e/plans'
import type { Member } from '../auth/actor'
import { quality } from '../quality/procedures'
import { routing } from './procedures'

let staff: Member

/** Enough rows that reading all of them would be the wrong plan. */
beforeAll(async () => {
  for (let n = 0; n < 2; n++) {
    const workspace = await makeWorkspace()
    staff = await makeMember(workspace, 'manager')
    const va = await makeMember(workspace, 'va')
    const customer = await makeCustomer(workspace)
    await asOwner(
      `insert into pending_actions (workspace_id, customer_id, action_type, title, description, priority, status, blocked_reason, created_at)
       select $1, $2, 'captcha_solving', 'Task ' || n, '', 1 + n % 5, case when n % 40 = 0 then 'blocked' else 'pending' end,
         case when n % 40 = 0 then 'x' end, now() - n * interval '1 minute' from generate_series(1, 10000) n`,
      [workspace.id, customer],
    )
    await asOwner(
      `insert into pending_actions (workspace_id, customer_id, action_type, title, description, status, completed_by_va_id, completed_at, review_status, created_at)
       select $1, $2, 'captcha_solving', 'Done ' || n, '', 'completed', $3, now() - n * interval '1 hour', case when n % 50 = 0 then 'waiting' else 'not_sampled' end,
         now() - n * interval '2 hours' from generate_series(1, 5000) n`,
      [workspace.id, customer, va.vaId],
    )
  }
  for (const table of ['pending_actions', 'events', 'virtual_assistants'])
    await asOwner(`analyze ${table}`)
}, 120_000)
afterAll(closeOwner)

const as = () => ({ context: asking(staff) })

it.each([
  ['the board', () => call(routing.board, {}, as()), ['pending_actions_held_idx']],
  ['all tasks', () => call(routing.list, {}, as()), ['pending_actions_rank_idx']],
  [
    'what is blocked',
    () => call(routing.list, { status: ['blocked'] }, as()),
    ['pending_actions_workspace_id_status_rank_at_id_idx'],
  ],
  ['what is late', () => call(routing.count, { list: 'late' }, as()), []],
  ['what waits for a review', () => call(quality.list, {}, as()), ['pending_actions_review_idx']],
])('%s is read by index under the role that reads', async (_, read, indexes) => {
  const { scanned, indexes: used } = await plansOf(read)
  expect(scanned.filter((table) => table === 'pending_actions')).toEqual([])
  for (const index of indexes) expect([...used]).toContain(index)
})
