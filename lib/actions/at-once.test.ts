import { call } from '@orpc/server'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { claim, fulfilmentDifferences, makeBatch, makeDirectories } from '@/e2e/fulfilment'
import { asking, asOwner, closeOwner, makeMember, makeWorkspace } from '@/e2e/people'
import type { Member } from '../auth/actor'
import { claims } from '../queue/procedures'
import { tasks } from './procedures/tasks'

afterAll(closeOwner)

const steps = [
  'solved',
  'submitted',
  'fail',
  'skip',
  'release',
  'snooze',
  'hand over',
  'late',
] as const
type Step = (typeof steps)[number]

const as = (member: Member) => ({ context: asking(member) })

/** Does one thing to the task that a person holds; what is refused is refused in words. */
async function act(who: Member, to: Member, id: string, token: string, step: Step) {
  const held = { id, token }
  const captcha = (outcome: string) => ({ type: 'captcha_solving' as const, outcome })
  switch (step) {
    case 'solved':
    case 'submitted':
      return call(tasks.finish, { ...held, result: captcha(step), next: true }, as(who))
    case 'fail':
      return call(tasks.fail, { ...held, code: 'refused', reason: 'No.' }, as(who))
    case 'skip':
      return call(tasks.skip, { ...held, reason: 'Busy' }, as(who))
    case 'release':
      return call(tasks.release, held, as(who))
    case 'snooze':
      return call(tasks.snooze, { ...held, until: new Date(Date.now() + 60_000) }, as(who))
    case 'hand over':
      return call(tasks.handOver, { ...held, vaId: to.vaId, note: 'Yours' }, as(who))
    case 'late':
      await asOwner(
        `update pending_actions set lease_expires_at = now() - interval '1 second' where id = $1`,
        [id],
      )
      return call(tasks.finish, { ...held, result: captcha('solved') }, as(who))
  }
}

const expectedRefusals = /do not hold|cannot go there|Somebody else|no room|at once|right now/

async function work(who: Member, to: Member, plan: readonly Step[]) {
  for (const step of plan) {
    try {
      const task = await call(tasks.claim, {}, as(who))
      if (task) await act(who, to, task.action.id, task.token as string, step)
    } catch (error) {
      expect((error as Error).message).toMatch(expectedRefusals)
    }
  }
}

const plans = fc.array(fc.array(fc.constantFrom(...steps), { minLength: 4, maxLength: 8 }), {
  ...{ minLength: 3, maxLength: 3 },
})

it('keeps items, listings, credits and hands in order, whatever three people do at once', async () => {
  await fc.assert(
    fc.asyncProperty(plans, async (given) => {
      const workspace = await makeWorkspace()
      const staff = await makeMember(workspace, 'manager')
      const customer = await makeMember(workspace, 'customer')
      const people = [
        await makeMember(workspace, 'va'),
        await makeMember(workspace, 'va'),
        await makeMember(workspace, 'va'),
      ]
      await makeBatch(staff, customer.customerId as string, await makeDirectories(workspace, 8))
      for (const { token } of await claim(staff, 8))
        await call(claims.fail, { token, code: 'captcha', message: 'A puzzle.' }, as(staff))
      await Promise.all(
        people.map((who, n) => work(who, people[(n + 1) % 3] as Member, given[n] ?? [])),
      )
      expect(await fulfilmentDifferences(workspace)).toEqual([])
      const wrong = await asOwner(
        `select id, 'held without a lease' as what from pending_actions where workspace_id = $1 and (status = 'in_progress') <> (lease_token is not null)
         union all select v.id, 'more than there is room for' from virtual_assistants v where v.workspace_id = $1 and v.max_concurrent_tasks
           < (select coalesce(sum(weight), 0) from pending_actions a where a.assigned_to_va_id = v.id and a.status in ('assigned', 'in_progress'))
         union all select subject_id, 'finished twice' from events where workspace_id = $1 and type = 'action.completed' group by subject_id having count(*) > 1
         union all select a.id, 'ended by nobody' from pending_actions a where workspace_id = $1 and status in ('completed', 'failed') and completed_by_va_id is null`,
        [workspace.id],
      )
      expect(wrong).toEqual([])
    }),
    { numRuns: 4 },
  )
})
