import { call } from '@orpc/server'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { claim, makeBatch, makeDirectories } from '@/e2e/fulfilment'
import {
  asking,
  asOwner,
  closeOwner,
  makeCustomer,
  makeMember,
  makeWorkspace,
  type TestWorkspace,
} from '@/e2e/people'
import type { Member } from '../auth/actor'
import { may } from '../auth/permissions'
import { readAs } from '../db/with-actor'
import { claims } from '../queue/procedures'

let workspace: TestWorkspace
let staff: Member
let va: Member
let other: Member

beforeAll(async () => {
  workspace = await makeWorkspace()
  staff = await makeMember(workspace, 'admin')
  va = await makeMember(workspace, 'va')
  other = await makeMember(workspace, 'va')
  await asOwner(`update virtual_assistants set skills = '{"phone": 1}' where id = $1`, [va.vaId])
})
afterAll(closeOwner)

const seen = (
  member: Member,
  table: 'customers' | 'batchSubmissions' | 'submissionQueue' | 'directorySubmissions',
) =>
  readAs(member, async (db) => {
    const rows = await db.selectFrom(table).select('id').execute()
    return rows.map(({ id }) => id).sort()
  })

it('a virtual assistant sees the customers of tasks that they may take, and no others', async () => {
  const [mine, others] = [await makeCustomer(workspace), await makeCustomer(workspace)]
  for (const [customerId, type] of [
    [mine, 'captcha_solving'],
    [others, 'content_review'],
  ])
    await asOwner(
      `insert into pending_actions (workspace_id, customer_id, action_type, title, description, created_at)
       values ($1, $2, $3, 'Do it', '', now())`,
      [workspace.id, customerId, type],
    )
  expect(await seen(va, 'customers')).toEqual([mine])
  expect(await seen({ ...va, vaId: null }, 'customers')).toEqual([])
})

it('a virtual assistant reads no listings but those of a task', () => {
  expect(may(va, 'listings.read')).toBe(false)
})

describe('the queue, seen by a virtual assistant', () => {
  let items: { itemId: string; submissionId: string; token: string; customer: { id: string } }[]

  beforeEach(async () => {
    const customer = await makeCustomer(workspace)
    await makeBatch(staff, customer, await makeDirectories(workspace, 3))
    items = await claim(staff, 3)
    // Two wait for a person, who must know phones; the second asks for more than anybody knows.
    for (const [n, code] of ['captcha', 'payment_required'].entries())
      await call(
        claims.fail,
        { token: items[n]?.token as string, code: code as 'captcha', message: 'It asks for more.' },
        { context: asking(staff) },
      )
  })

  it('is what their tasks are about', async () => {
    expect(await seen(va, 'submissionQueue')).toContain(items[0]?.itemId)
    expect(await seen(va, 'directorySubmissions')).toContain(items[0]?.submissionId)
    for (const hidden of [1, 2]) {
      expect(await seen(va, 'submissionQueue')).not.toContain(items[hidden]?.itemId)
      expect(await seen(va, 'directorySubmissions')).not.toContain(items[hidden]?.submissionId)
    }
    expect(await seen(va, 'batchSubmissions')).toEqual([])
    for (const table of ['submissionQueue', 'directorySubmissions'] as const)
      expect(await seen({ ...va, vaId: null, userId: staff.userId }, table)).not.toContain(
        items[0]?.itemId,
      )
  })

  it('is what they claimed themselves, while they hold it', async () => {
    const customer = await makeCustomer(workspace)
    await makeBatch(staff, customer, await makeDirectories(workspace, 1))
    const [mine] = await claim(va)
    expect(await seen(va, 'submissionQueue')).toContain(mine?.itemId)
    expect(await seen(va, 'directorySubmissions')).toContain(mine?.submissionId)
    expect(await seen(va, 'customers')).toContain(customer)
    for (const table of ['submissionQueue', 'directorySubmissions', 'customers'] as const) {
      const theirs = await seen(other, table)
      for (const id of [mine?.itemId, mine?.submissionId, customer])
        expect(theirs).not.toContain(id)
    }
    await call(claims.release, { token: mine?.token as string }, { context: asking(va) })
    expect(await seen(va, 'submissionQueue')).not.toContain(mine?.itemId)
    expect(await seen(va, 'directorySubmissions')).not.toContain(mine?.submissionId)
    expect(await seen(va, 'customers')).not.toContain(customer)
  })
})

it('shows on a task’s screen what the database shows of it, and nothing of others', async () => {
  const customer = await makeCustomer(workspace)
  const states = [
    `status = 'pending'`,
    `status = 'assigned', assigned_to_va_id = $2, assigned_at = now(), assigned_by = 'manual'`,
    `status = 'assigned', assigned_to_va_id = $3, assigned_at = now(), assigned_by = 'manual'`,
    `status = 'blocked', blocked_reason = 'Waits.', preferred_va_id = $2`,
    `status = 'blocked', blocked_reason = 'Waits.', preferred_va_id = $3`,
    `status = 'completed', completed_at = now(), completed_by_va_id = $2`,
    `status = 'completed', completed_at = now(), completed_by_va_id = $3`,
  ]
  await asOwner('update virtual_assistants set max_concurrent_tasks = 50 where workspace_id = $1', [
    workspace.id,
  ])
  const ids: string[] = []
  for (const type of ['captcha_solving', 'payment_processing'])
    for (const state of states) {
      // Payments are for neither of them, so none is assigned.
      if (type === 'payment_processing' && state.includes('assigned_at')) continue
      const [row] = await asOwner<{ id: string }>(
        `insert into pending_actions (workspace_id, customer_id, action_type, title, description, created_at)
         values ($1, $2, $3, 'Do it', '', now()) returning id`,
        [workspace.id, customer, type],
      )
      await asOwner(
        `update pending_actions set ${state} where id = $1 and $2::uuid is distinct from $3::uuid`,
        [row?.id, va.vaId, other.vaId],
      )
      await asOwner(
        `insert into events (workspace_id, type, subject_type, subject_id, actor_name, data, created_at)
         select $1, kind, 'action', $2, 'Staff', '{}', now() from unnest(array['action.noted', 'action.reviewed']) kind`,
        [workspace.id, row?.id],
      )
      ids.push(row?.id as string)
    }
  for (const member of [va, other, { ...va, vaId: null }])
    await readAs(member, async (db) => {
      for (const id of ids) {
        const action = await db
          .selectFrom('pendingActions')
          .select('id')
          .where('id', '=', id)
          .executeTakeFirst()
        const events = await db
          .selectFrom('events')
          .select('type')
          .where('subjectId', '=', id)
          .execute()
        const { rows } = await sql<{ task: { history: { type: string }[] } | null }>`
          select task_view(${id}::uuid, now()) as task`.execute(db)
        expect(rows[0]?.task?.history.map(({ type }) => type).sort()).toEqual(
          action && events.map(({ type }) => type).sort(),
        )
      }
    })
})

it('looks one item up by indexes, however many tasks there are', async () => {
  for (const table of ['submission_queue', 'directory_submissions']) {
    const plan = await readAs(va, async (db) => {
      await sql`set local enable_seqscan = off`.execute(db)
      const { rows } = await sql<Record<string, string>>`
        explain select id from ${sql.table(table)} where id = gen_random_uuid() and workspace_id = ${workspace.id}::uuid`.execute(
        db,
      )
      return rows.map((row) => Object.values(row)[0]).join('\n')
    })
    expect(plan).not.toMatch(/Seq Scan/)
  }
})
