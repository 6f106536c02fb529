import { call } from '@orpc/server'
import type { ActionType } from '@/lib/actions/labels'
import { tasks } from '@/lib/actions/procedures/tasks'
import type { TaskView } from '@/lib/actions/task-schema'
import type { Member } from '@/lib/auth/actor'
import { claims } from '@/lib/queue/procedures'
import type { FailureCode } from '@/lib/queue/schema'
import { claim, makeBatch, makeDirectories } from './fulfilment'
import { asking, asOwner, type TestWorkspace } from './people'

/** The failure of a worker that makes an action of a type, for those that come by one. */
const codes: Partial<Record<ActionType, FailureCode>> = {
  sms_verification: 'sms_required',
  email_verification: 'email_confirmation',
  document_upload: 'document_required',
  phone_call: 'phone_required',
  manual_submission: 'blocked',
  captcha_solving: 'captcha',
  account_creation: 'account_required',
  payment_processing: 'payment_required',
  content_review: 'content_review',
  error_resolution: 'validation',
}

type Given = { workspace: TestWorkspace; staff: Member; customer: Member }

/** A submission that waits for a person, and the action that says what to do. */
export async function makeAction({ workspace, staff, customer }: Given, type: ActionType) {
  const directories = await makeDirectories(workspace, 1)
  const batch = await makeBatch(staff, customer.customerId as string, directories)
  const [item] = await claim(staff)
  await call(
    claims.fail,
    { token: item?.token as string, code: codes[type] ?? 'captcha', message: 'It asks for more.' },
    { context: asking(staff) },
  )
  const [row] = await asOwner<{ id: string }>(
    'select id from pending_actions where queue_item_id = $1',
    [item?.itemId],
  )
  const id = row?.id as string
  if (!codes[type])
    await asOwner('update pending_actions set action_type = $2 where id = $1', [id, type])
  return { id, batchId: batch.id, itemId: item?.itemId as string }
}

export async function take(va: Member, id: string) {
  const task = (await call(tasks.claim, { id }, { context: asking(va) })) as TaskView
  return { id, token: task.token as string }
}

/** What became of an action, its item and its listing. */
export async function stateOf(id: string) {
  const [row] = await asOwner<Record<string, unknown>>(
    `select a.status, q.status as item, l.status as listing, q.submission_data as data, a.follow_up_at as "followUpAt",
       a.preferred_va_id as "preferredVaId", a.assigned_to_va_id as "assignedToVaId", a.completed_by_va_id as "completedByVaId",
       l.listing_url as url, l.cost_cents::integer as cost
     from pending_actions a left join submission_queue q on q.id = a.queue_item_id
     left join directory_submissions l on l.id = q.submission_id where a.id = $1`,
    [id],
  )
  return row as Record<string, unknown>
}
