import { readFileSync } from 'node:fs'
import { afterAll, expect, it } from 'vitest'
import { asOwner, closeOwner, makeCustomer, makeMember, makeWorkspace } from '@/e2e/people'

/** The calls that the migration made of what was done before there was a table. */

afterAll(closeOwner)

const migration = readFileSync('prisma/migrations/20261130100000_calls/migration.sql', 'utf8')
const [, columns, rows] = /insert into calls \(([^)]+)\)\s(select[^;]+);/.exec(migration) ?? []

it('make the figures of the days that the tasks had made', async () => {
  const workspace = await makeWorkspace()
  const va = await makeMember(workspace, 'va')
  const customer = await makeCustomer(workspace)
  // From before midnight to after it, also on the day of 23 hours, and longer than a day.
  await asOwner(
    `insert into pending_actions (workspace_id, customer_id, action_type, title, description, status, completed_at, completed_by_va_id,
       active_seconds, result_data, created_at)
     select $1, $2, type, 'x', 'x', status, at, $3, seconds, '{"spokeWith": " Ida "}', at - interval '2 days'
     from (values ('2026-03-28T23:02:00Z'::timestamptz, 600), ('2026-03-29T22:01:00Z', 90), ('2026-03-29T12:00:00Z', 300),
         ('2026-03-29T13:00:00Z', 0), ('2026-03-30T21:59:59Z', 200000)) t (at, seconds),
       (values ('phone_call', 'completed'), ('phone_call', 'failed'), ('captcha_solving', 'completed')) k (type, status)`,
    [workspace.id, customer, va.vaId],
  )
  const days = (table: string, at: string, seconds: string) =>
    asOwner<object>(
      `select (${at} at time zone 'Europe/Berlin')::date::text as day, count(*)::int as calls, avg(least(${seconds}, 86400))::float8 as seconds
       from ${table} where workspace_id = $1 group by 1 order by 1`,
      [workspace.id],
    )
  const before = await days(
    `(select * from pending_actions where action_type = 'phone_call' and status = 'completed') a`,
    'completed_at',
    'active_seconds',
  )
  expect(before).toHaveLength(2)
  const made = `(${rows}) c (${columns})`
  expect(await days(made, 'started_at', 'seconds')).toEqual(before)
  const [one] = await asOwner<object>(
    `select user_id as "userId", va_id as "vaId", contact, outcome from ${made} where workspace_id = $1 limit 1`,
    [workspace.id],
  )
  expect(one).toEqual({
    ...{ userId: va.userId, vaId: va.vaId },
    ...{ contact: 'Ida', outcome: 'reached' },
  })
})
