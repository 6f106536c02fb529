import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { addEvents, countAll, idOf, type TestEvent } from '@/e2e/events'
import { asOwner, closeOwner, makeWorkspace, type TestWorkspace } from '@/e2e/people'
import { closeConnections } from '../db/client'

let workspace: TestWorkspace

beforeEach(async () => {
  workspace = await makeWorkspace()
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const at = (time: string) => new Date(time)
const days = () =>
  asOwner<{ day: string; events: number }>(
    `select day::text, sum(events)::int as events from analytics_event_days where workspace_id = $1 group by 1 order by 1`,
    [workspace.id],
  )

it('counts events by the days of the workspace, across the change of the clocks', async () => {
  // Berlin: 29 March 2026 has 23 hours.
  await addEvents(workspace, [
    { createdAt: at('2026-03-28T22:59:59Z') },
    { createdAt: at('2026-03-28T23:00:00Z') },
    { createdAt: at('2026-03-29T21:59:59Z') },
    { createdAt: at('2026-03-29T22:00:00Z') },
  ])
  await countAll()
  expect(await days()).toEqual([
    { day: '2026-03-28', events: 1 },
    { day: '2026-03-29', events: 2 },
    { day: '2026-03-30', events: 1 },
  ])
})

describe('an id', () => {
  const march = at('2026-03-10T12:00:00Z')
  const april = at('2026-04-10T12:00:00Z')
  const add = (...events: TestEvent[]) => addEvents(workspace, events)

  it.each([
    ['of version 7', idOf(march)],
    ['of another version', crypto.randomUUID()],
    ['whose month is neither', idOf(at('2026-02-01T00:00:00Z'))],
  ])('%s is taken once, in whichever months it comes', async (_, id) => {
    expect(await add({ id, createdAt: march })).toBe(1)
    expect(await add({ id, createdAt: march })).toBe(0)
    expect(await add({ id, createdAt: april })).toBe(0)
    const other = await makeWorkspace()
    expect(await addEvents(other, [{ id, createdAt: april }])).toBe(1)
  })

  it('that was astray first is not taken at home', async () => {
    const id = idOf(march)
    expect(await add({ id, createdAt: april })).toBe(1)
    expect(await add({ id, createdAt: march })).toBe(0)
  })

  it('is taken once from a call that repeats it', async () => {
    const [v7, v4] = [idOf(march), crypto.randomUUID()]
    expect(
      await add(
        { id: v7, createdAt: march },
        { id: v7, createdAt: march },
        { id: v7, createdAt: april },
        { id: v4, createdAt: april },
        { id: v4, createdAt: march },
      ),
    ).toBe(2)
  })

  it('is taken once of twenty writers at once, half of them astray', async () => {
    for (let turn = 0; turn < 5; turn++) {
      const id = idOf(march)
      const taken = await Promise.all(
        Array.from({ length: 20 }, (_, n) => add({ id, createdAt: n % 2 ? march : april })),
      )
      expect(taken.reduce((sum, one) => sum + one, 0)).toBe(1)
    }
  })
})
