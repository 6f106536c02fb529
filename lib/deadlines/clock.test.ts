import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asOwner, closeOwner, makeCustomer, makeMember, makeWorkspace } from '@/e2e/people'
import { type Calendar, seconds, zones } from '@/e2e/working-time'

const minutes = [30, 60, 120, 240, 480]
const running = ['pending', 'assigned', 'in_progress']

type Row = {
  status: string
  priority: number
  used: number
  minutes: number
  started: Date | null
  deadline: Date | null
}

let workspaceId: string
let customerId: string
let vaId: string

beforeAll(async () => {
  const workspace = await makeWorkspace()
  workspaceId = workspace.id
  customerId = await makeCustomer(workspace)
  vaId = (await makeMember(workspace, 'va')).vaId as string
})
afterAll(closeOwner)

const step = fc.record({
  what: fc.constantFrom('ask', 'answer', 'block', 'unblock', 'claim', 'release', 'priority'),
  priority: fc.integer({ min: 1, max: 5 }),
  pause: fc.integer({ min: 1, max: 40_000 }),
})

const calendars = fc
  .record({
    zone: fc.constantFrom(...zones),
    first: fc.integer({ min: 0, max: 18 }),
    length: fc.integer({ min: 2, max: 6 }),
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 2 }),
    off: fc.uniqueArray(fc.constantFrom('2021-03-28', '2021-03-29', '2021-03-30'), {
      maxLength: 2,
    }),
  })
  .map(
    ({ zone, first, length, days, off }): Calendar => ({
      zone,
      off,
      hours: days.map((day) => ({ day, from: first * 60, to: (first + length) * 60 })),
    }),
  )

async function setCalendar({ zone, hours, off }: Calendar) {
  // What an earlier history has left in hands would fill them.
  await asOwner(
    `update pending_actions set status = 'cancelled' where workspace_id = $1 and status = 'in_progress'`,
    [workspaceId],
  )
  await asOwner('update workspaces set timezone = $2 where id = $1', [workspaceId, zone])
  await asOwner(
    'update work_settings set working_hours = $2, deadline_minutes = $3 where workspace_id = $1',
    [workspaceId, JSON.stringify(hours), minutes],
  )
  await asOwner('delete from workspace_holidays where workspace_id = $1', [workspaceId])
  for (const day of off)
    await asOwner(
      `insert into workspace_holidays (workspace_id, day, name, created_at) values ($1, $2, 'Off', now())`,
      [workspaceId, day],
    )
}

const moves: Record<string, { from: string[]; set: string }> = {
  ask: {
    from: running,
    set: `status = 'requires_customer', customer_question = 'Which?', asked_at = $2, customer_answer = null, answered_at = null`,
  },
  answer: {
    from: ['requires_customer'],
    set: `status = 'pending', customer_answer = 'That', answered_at = $2`,
  },
  block: { from: running, set: `status = 'blocked', blocked_reason = 'waits'` },
  unblock: { from: ['blocked'], set: `status = 'pending'` },
  claim: {
    from: ['pending'],
    set: `status = 'in_progress', assigned_to_va_id = $3, assigned_at = $2, assigned_by = 'claim', lease_token = gen_random_uuid(),
      lease_expires_at = $2::timestamptz + interval '3 minutes'`,
  },
  release: { from: ['in_progress'], set: `status = 'pending'` },
}

async function read(id: string) {
  const [row] = await asOwner<Row>(
    `select status, priority, clock_used_seconds as used, deadline_minutes as minutes, clock_started_at as started, deadline_at as deadline
     from pending_actions where id = $1`,
    [id],
  )
  return row as Row
}

describe('the clock of an action', () => {
  it(
    'counts working time while the team can work on it, and ends when what is left has passed',
    () =>
      fc.assert(
        fc.asyncProperty(
          calendars,
          fc.array(step, { minLength: 1, maxLength: 8 }),
          fc.integer({ min: 0, max: 3 * 86_400 }),
          async (calendar, steps, shift) => {
            await setCalendar(calendar)
            let at = Date.parse('2021-03-26T08:00:00Z') + shift * 1000
            const [made] = await asOwner<{ id: string }>(
              `insert into pending_actions (workspace_id, customer_id, action_type, title, description, created_at)
               values ($1, $2, 'captcha_solving', 'Do it', '', $3) returning id`,
              [workspaceId, customerId, new Date(at).toISOString()],
            )
            const id = made?.id as string
            let [runs, since, passed] = [true, at, 0]
            for (const { what, priority, pause } of steps) {
              at += pause * 1000
              const now = new Date(at).toISOString()
              const before = await read(id)
              if (what === 'priority')
                await asOwner('update pending_actions set priority = $2 where id = $1', [
                  id,
                  priority,
                ])
              else if (moves[what]?.from.includes(before.status))
                await asOwner(
                  `update pending_actions set ${moves[what].set}, status_changed_at = $2 where id = $1`,
                  what === 'claim' ? [id, now, vaId] : [id, now],
                )
              const after = await read(id)
              if (runs && !running.includes(after.status)) {
                passed += seconds(calendar, since, at)
                runs = false
              } else if (!runs && running.includes(after.status)) {
                since = at
                runs = true
              }
              expect(after.minutes).toBe(minutes[after.priority - 1])
              const counted = after.started ? seconds(calendar, after.started.getTime(), at) : 0
              expect(after.used + counted).toBeCloseTo(
                passed + (runs ? seconds(calendar, since, at) : 0),
                3,
              )
              if (!after.started || !after.deadline) {
                expect(runs).toBe(false)
                continue
              }
              const left = Math.max(0, after.minutes * 60 - after.used)
              const from = after.started.getTime()
              const end = after.deadline.getTime()
              expect(seconds(calendar, from, end)).toBeCloseTo(left, 3)
              if (left > 0) expect(seconds(calendar, from, end - 1000)).toBeLessThan(left)
            }
          },
        ),
        { numRuns: 120 },
      ),
    300_000,
  )
})
