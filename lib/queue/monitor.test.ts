import { call } from '@orpc/server'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { claim, makeBatch, makeDirectories } from '@/e2e/fulfilment'
import { asking, asOwner, closeOwner, makeCustomer, makeMember, makeWorkspace } from '@/e2e/people'
import { claims, queue } from './procedures'

afterAll(closeOwner)

const minutes = 60_000

it('counts results by the five minutes in which they came in', async () => {
  const workspace = await makeWorkspace()
  const staff = await makeMember(workspace, 'manager')
  const as = { context: asking(staff) }
  const directories = await makeDirectories(workspace, 6)
  for (let n = 0; n < 2; n++) await makeBatch(staff, await makeCustomer(workspace), directories)
  const work = async (completed: number, failed: number) => {
    for (const [n, { token }] of (await claim(staff, completed + failed)).entries())
      await (n < completed
        ? call(claims.complete, { token, outcome: 'submitted' }, as)
        : call(claims.fail, { token, code: 'refused', message: 'No.' }, as))
  }
  const seen = async () =>
    (await call(queue.monitor, {}, as)).throughput.map(({ completed, failed }) => [
      completed,
      failed,
    ])
  const nothing = Array.from({ length: 12 }, () => [0, 0])
  expect(await seen()).toEqual(nothing)
  await work(4, 2)
  const steps = await seen()
  expect(steps.reduce(([a = 0, b = 0], [c = 0, d = 0]) => [a + c, b + d], [0, 0])).toEqual([4, 2])
  // As if it had been half an hour ago.
  await asOwner(
    `update batch_submissions set recent_at = recent_at - interval '30 minutes' where workspace_id = $1`,
    [workspace.id],
  )
  await work(3, 0)
  const later = await call(queue.monitor, {}, as)
  const half = later.throughput.filter(({ at }) => at.getTime() < Date.now() - 20 * minutes)
  const now = later.throughput.filter(({ at }) => at.getTime() > Date.now() - 10 * minutes)
  const sum = (all: typeof half) => all.map((one) => one.completed).reduce((a, b) => a + b, 0)
  expect([sum(half), sum(now)]).toEqual([4, 3])
  // What is older than an hour is not shown any more.
  await asOwner(
    `update batch_submissions set recent_at = recent_at - interval '2 hours' where workspace_id = $1`,
    [workspace.id],
  )
  expect(await seen()).toEqual(nothing)
  await work(1, 1)
  expect(
    (await seen())
      .slice(-2)
      .flat()
      .reduce((a, b) => a + b, 0),
  ).toBe(2)
})

it('keeps the same ring, in whatever order results come', async () => {
  const origin = Date.UTC(2026, 0, 1)
  const at = (step: number) => new Date(origin + step * 5 * minutes)
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ step: fc.nat(40), count: fc.nat(5) }), { minLength: 1, maxLength: 12 }),
      async (results) => {
        let ring: number[] = []
        let end: number | undefined
        const counts = new Map<number, number>()
        for (const { step, count } of results) {
          const to = Math.max(end ?? step, step)
          const [row] = await asOwner<{ ring: number[] }>(
            'select add_to_steps($1::int[], $2::timestamptz, $3::timestamptz, $4::timestamptz, $5) as ring',
            [ring, end === undefined ? null : at(end), at(to), at(step), count],
          )
          ring = row?.ring ?? []
          end = to
          if (step > end - 12) counts.set(step, (counts.get(step) ?? 0) + count)
        }
        const last = end ?? 0
        expect(ring).toEqual(Array.from({ length: 12 }, (_, n) => counts.get(last - 11 + n) ?? 0))
      },
    ),
    { numRuns: 60 },
  )
})
