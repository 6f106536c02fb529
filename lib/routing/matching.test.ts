import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type MatchTask, match } from './matching'

type Problem = { tasks: MatchTask[]; room: number[] }

const problems = (
  weights: readonly number[],
  tasks: number,
  people: number,
): fc.Arbitrary<Problem> =>
  fc
    .record({
      room: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: people }),
      tasks: fc.array(
        fc.record({
          weight: fc.constantFrom(...weights),
          costs: fc.array(fc.option(fc.integer({ min: 0, max: 50 })), {
            minLength: people,
            maxLength: people,
          }),
        }),
        { maxLength: tasks },
      ),
    })
    .map((made) => ({
      room: made.room,
      tasks: made.tasks.map(({ weight, costs }) => ({
        weight,
        costs: new Map(
          costs
            .slice(0, made.room.length)
            .flatMap((cost, person) => (cost === null ? [] : [[person, cost] as const])),
        ),
      })),
    }))

/** How many are given, and what that costs; and that everybody has the room and may have them. */
function worth({ tasks, room }: Problem, to: readonly number[]) {
  const free = [...room]
  let given = 0
  let cost = 0
  for (const [at, person] of to.entries()) {
    if (person < 0) continue
    const { weight, costs } = tasks[at] as MatchTask
    expect(costs.has(person)).toBe(true)
    free[person] = (free[person] as number) - weight
    given++
    cost += costs.get(person) as number
  }
  expect(Math.min(...free)).toBeGreaterThanOrEqual(0)
  return { given, cost }
}

function tryAll({ tasks, room }: Problem): { given: number; cost: number } {
  let best = { given: 0, cost: 0 }
  const free = [...room]
  const walk = (at: number, given: number, cost: number): void => {
    const task = tasks[at]
    if (!task) {
      if (given > best.given || (given === best.given && cost < best.cost)) best = { given, cost }
      return
    }
    for (const [person, way] of task.costs) {
      if ((free[person] as number) < task.weight) continue
      free[person] = (free[person] as number) - task.weight
      walk(at + 1, given + 1, cost + way)
      free[person] = (free[person] as number) + task.weight
    }
    walk(at + 1, given, cost)
  }
  walk(0, 0, 0)
  // Of two ways to give as many, the one that leaves the later tasks comes before the cheaper one.
  return best
}

function inTurn({ tasks, room }: Problem) {
  const free = [...room]
  return tasks.map(({ weight, costs }) => {
    const [person] =
      [...costs]
        .filter(([one]) => (free[one] as number) >= weight)
        .sort((a, b) => a[1] - b[1])
        .at(0) ?? []
    if (person === undefined) return -1
    free[person] = (free[person] as number) - weight
    return person
  })
}

describe('the matching', () => {
  it('gives as many tasks as can be given, and all at the least cost', () => {
    fc.assert(
      fc.property(problems([1], 6, 4), (problem) => {
        const found = worth(problem, match(problem.tasks, problem.room))
        const best = tryAll(problem)
        expect(found.given).toBe(best.given)
        if (best.given === problem.tasks.length) expect(found.cost).toBe(best.cost)
      }),
      { numRuns: 500 },
    )
  })

  it('does so with tasks that weigh more than one', () => {
    fc.assert(
      fc.property(problems([1, 2, 3], 6, 3), (problem) => {
        const found = worth(problem, match(problem.tasks, problem.room))
        const best = tryAll(problem)
        expect(found.given).toBe(best.given)
        if (best.given === problem.tasks.length) expect(found.cost).toBe(best.cost)
      }),
      { numRuns: 500 },
    )
  })

  it('is never worse than giving them out in turn', () => {
    fc.assert(
      fc.property(problems([1, 1, 2], 30, 8), (problem) => {
        const found = worth(problem, match(problem.tasks, problem.room))
        const turn = worth(problem, inTurn(problem))
        expect(found.given).toBeGreaterThanOrEqual(turn.given)
        if (turn.given === problem.tasks.length) expect(found.cost).toBeLessThanOrEqual(turn.cost)
      }),
      { numRuns: 100 },
    )
  })

  it('leaves the least pressing when not all can be given', () => {
    const both = new Map([[0, 10]])
    expect(
      match(
        [
          { weight: 1, costs: both },
          { weight: 1, costs: new Map([[0, 1]]) },
        ],
        [1],
      ),
    ).toEqual([0, -1])
  })

  it('moves others so that the one with the rare skill is free for what needs it', () => {
    const easy = {
      weight: 1,
      costs: new Map([
        [0, 1],
        [1, 5],
      ]),
    }
    const hard = { weight: 1, costs: new Map([[0, 9]]) }
    expect(match([easy, hard], [1, 1])).toEqual([1, 0])
  })

  it('places 500 tasks among 100 people', () => {
    let seed = 7
    const random = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return seed / 2_147_483_648
    }
    const room = Array.from({ length: 100 }, () => 2 + Math.floor(random() * 5))
    const tasks = Array.from({ length: 500 }, (_, at) => ({
      weight: at % 7 === 0 ? 2 : 1,
      costs: new Map(
        room.flatMap((_, person) =>
          random() < 0.5 ? [[person, Math.floor(random() * 1000)] as const] : [],
        ),
      ),
    }))
    const to = match(tasks, room)
    expect(worth({ tasks, room }, to).given).toBeGreaterThan(300)
  })
})
