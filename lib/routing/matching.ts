import { type Placement, place } from './augment'

/** What a task weighs, and what it costs to give it to each who may have it, by index. */
export type MatchTask = { weight: number; costs: ReadonlyMap<number, number> }

const nobody = -1
/** Leaving a task costs more than any way of giving them all; the earlier in the list, the more. */
const leavingCost = (at: number, count: number) => 1e9 + ((count - at) / count) * 5e8

/** How much is tried for tasks that weigh more than one: looks at a cost, and steps at all. */
const mostWork = 20_000_000
const mostSteps = 200_000

/**
 * Gives as many tasks as possible to people with so much room each, and among the ways to do so takes
 * the cheapest; of two of which one must be left it leaves the later. Answers each task's person by
 * index, or -1. Costs are whole numbers below a million.
 *
 * Tasks of weight one are placed exactly, by successive shortest augmenting paths (see place).
 * Heavier ones make it a generalised assignment problem, which is NP-hard: they are placed by
 * depth-first branch and bound, those with the fewest choices first and each at the cheapest first;
 * each leaf is completed exactly by augmenting paths, and a branch is cut when even the light tasks
 * alone would make it dearer than the best. Exact again unless the fixed amount of work runs out;
 * then the best so far stands, which is at least as good as giving them out in turn.
 */
export function match(tasks: readonly MatchTask[], room: readonly number[]): number[] {
  const leaving = tasks.map((_, at) => leavingCost(at, tasks.length))
  const all = tasks.map((_, at) => at)
  const light = all.filter((at) => tasks[at]?.weight === 1)
  const heavy = all
    .filter((at) => tasks[at]?.weight !== 1)
    .sort((a, b) => (tasks[a]?.costs.size ?? 0) - (tasks[b]?.costs.size ?? 0) || a - b)
  const rows = light.map((at) => rowOf(tasks[at] as MatchTask, room.length))
  const lightLeaving = light.map((at) => leaving[at] as number)
  const finish = (free: readonly number[]) => place(rows, free, lightLeaving)

  const to = tasks.map(() => nobody)
  const chosen = placeHeavy(
    heavy.map((at) => ({ ...(tasks[at] as MatchTask), leaving: leaving[at] as number })),
    room,
    finish,
  )
  for (const [at, task] of heavy.entries()) to[task] = chosen[at] as number
  const free = room.map(
    (most, person) =>
      most -
      heavy.reduce(
        (sum, task) => sum + (to[task] === person ? (tasks[task] as MatchTask).weight : 0),
        0,
      ),
  )
  for (const [at, person] of finish(free).to.entries()) to[light[at] as number] = person
  return to
}

function rowOf({ costs }: MatchTask, people: number): Float64Array {
  const row = new Float64Array(people).fill(Number.POSITIVE_INFINITY)
  for (const [person, cost] of costs) row[person] = cost
  return row
}

type Heavy = MatchTask & { leaving: number }

/** The people of the heavy tasks, in their order. */
function placeHeavy(
  tasks: readonly Heavy[],
  room: readonly number[],
  finish: (free: readonly number[]) => Placement,
): number[] {
  const chosen = tasks.map(() => nobody)
  if (tasks.length === 0) return chosen
  const free = [...room]
  const { cost: floor, work: first } = finish(room)
  const least = tasks.map(({ costs, leaving }) => Math.min(leaving, ...costs.values()))
  const rest = least.map((_, at) => least.slice(at).reduce((sum, cost) => sum + cost, floor))
  rest.push(floor)
  const best = { chosen, cost: Number.POSITIVE_INFINITY }
  let work = first
  let steps = 0

  const walk = (at: number, cost: number): void => {
    steps++
    if (best.cost < Number.POSITIVE_INFINITY && (work >= mostWork || steps > mostSteps)) return
    if (cost + (rest[at] as number) >= best.cost) return
    const task = tasks[at]
    if (!task) {
      const found = finish(free)
      const all = cost + found.cost
      work += found.work
      if (all < best.cost) Object.assign(best, { chosen: [...chosen], cost: all })
      return
    }
    for (const [person, way] of [...task.costs].sort((a, b) => a[1] - b[1] || a[0] - b[0])) {
      if ((free[person] as number) < task.weight) continue
      free[person] = (free[person] as number) - task.weight
      chosen[at] = person
      walk(at + 1, cost + way)
      free[person] = (free[person] as number) + task.weight
    }
    chosen[at] = nobody
    walk(at + 1, cost + task.leaving)
  }
  walk(0, 0)
  return best.chosen
}
