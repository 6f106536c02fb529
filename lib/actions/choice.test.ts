import { call } from '@orpc/server'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
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
import { tasks } from './procedures/tasks'

/** What a claim chooses, beside a look at every task. */

const types = ['account_creation', 'captcha_solving', 'email_verification'] as const
const categories = ['local', 'technology', 'health'] as const

type Open = {
  type: string
  /** Minutes until it is due. */
  due: number
  directory: number
  customer: number
  standing: 'open' | 'before' | 'assigned'
}

let workspace: TestWorkspace
let va: Member
let customers: string[]
let directories: string[]

beforeAll(async () => {
  workspace = await makeWorkspace()
  va = await makeMember(workspace, 'va')
  await asOwner('update virtual_assistants set max_concurrent_tasks = 50 where id = $1', [va.vaId])
  customers = [await makeCustomer(workspace), await makeCustomer(workspace)]
  const made = await asOwner<{ id: string }>(
    `insert into directories (workspace_id, slug, name, url, submission_url, domain, category, automation_method, created_at)
     select $1, c, c, 'https://' || c || '.example', 'https://' || c || '.example', c || '.example', c, 'manual', now()
     from unnest($2::text[]) c returning id`,
    [workspace.id, categories],
  )
  directories = made.map(({ id }) => id)
})
afterAll(closeOwner)

const add = (task: Open, more: Record<string, unknown> = {}) => {
  const row = {
    workspace_id: workspace.id,
    customer_id: customers[task.customer],
    directory_id: directories[task.directory],
    action_type: task.type,
    title: 'Do it',
    description: '',
    created_at: new Date(),
    ...(task.standing === 'before' && { preferred_va_id: va.vaId }),
    ...(task.standing === 'assigned' && {
      status: 'assigned',
      assigned_to_va_id: va.vaId,
      assigned_at: new Date(),
      assigned_by: 'manual',
    }),
    ...more,
  }
  const names = Object.keys(row)
  return asOwner<{ id: string }>(
    `insert into pending_actions (${names}) values (${names.map((_, n) => `$${n + 1}`)}) returning id`,
    Object.values(row),
  )
}

/** At most four of a type, as many as a claim looks at before it looks further. */
const open = fc
  .tuple(
    ...types.map((type) =>
      fc.array(
        fc.record({
          type: fc.constant<string>(type),
          due: fc.integer({ min: 0, max: 12 }).map((n) => n * 10),
          directory: fc.nat(categories.length - 1),
          customer: fc.nat(1),
          standing: fc.constantFrom('open', 'open', 'open', 'before', 'assigned'),
        }) satisfies fc.Arbitrary<Open>,
        { maxLength: 4 },
      ),
    ),
  )
  .map((all) => all.flat())

it('is what is due first, where some count as due sooner', async () => {
  await fc.assert(
    fc.asyncProperty(
      open,
      fc.uniqueArray(fc.constantFrom<string>(...categories, ...types), { maxLength: 2 }),
      fc.record({ directory: fc.nat(categories.length - 1), customer: fc.nat(1) }),
      async (all, specialities, last) => {
        await asOwner(
          `update pending_actions set status = 'cancelled' where workspace_id = $1 and status in ('pending', 'assigned', 'in_progress')`,
          [workspace.id],
        )
        await asOwner('update virtual_assistants set specializations = $2 where id = $1', [
          va.vaId,
          specialities,
        ])
        await add(
          { type: types[0], due: 0, standing: 'open', ...last },
          { status: 'completed', completed_at: new Date(), completed_by_va_id: va.vaId },
        )
        const known = []
        for (const task of all) {
          const [row] = await add(task)
          await asOwner(
            `update pending_actions set rank_at = now() + make_interval(mins => $2) where id = $1`,
            [row?.id, task.due],
          )
          const suits =
            specialities.includes(task.type) ||
            specialities.includes(categories[task.directory] as string)
          known.push({
            id: row?.id as string,
            suits,
            // Rows are ranked a moment apart; no two scores are nearer than ten minutes unless they are the same.
            score:
              task.due -
              { open: 0, before: 240, assigned: 480 }[task.standing] -
              (suits ? 30 : 0) -
              (task.directory === last.directory ? 10 : 0) -
              (task.customer === last.customer ? 10 : 0),
          })
        }
        const claimed = await call(tasks.claim, {}, { context: asking(va) })
        const best = Math.min(...known.map(({ score }) => score))
        const first = known.filter(({ score }) => score === best)
        if (known.length === 0) {
          expect(claimed).toBeNull()
          return
        }
        expect(first.map(({ id }) => id)).toContain(claimed?.action.id)
        const chosen = known.find(({ id }) => id === claimed?.action.id)
        expect(claimed?.why.includes('speciality')).toBe(chosen?.suits)
      },
    ),
    { numRuns: 60 },
  )
})
