const nobody = -1

/** `work` counts the looks at a cost, by which a search can be kept within bounds. */
export type Placement = { to: number[]; cost: number; work: number }

/**
 * The cheapest way to give tasks of weight one to people with so much room each, or to leave them, by
 * successive shortest augmenting paths: the Hungarian method of Kuhn and Munkres, for people who take
 * several. `costs` has a row for each task, infinite where somebody may not have it; `leaving` says
 * what it costs to leave one. Exact. Each task finds its place by moving others along the shortest
 * path, found by label correcting, since moving another away may save something.
 */
export function place(
  costs: readonly Float64Array[],
  room: readonly number[],
  leaving: readonly number[],
): Placement {
  const people = room.length
  const held: number[][] = room.map(() => [])
  const to = costs.map(() => nobody)
  let total = 0
  let work = 0
  for (let task = 0; task < costs.length; task++) {
    const distance = Float64Array.from(costs[task] as Float64Array)
    const moved = new Int32Array(people).fill(task)
    const from = new Int32Array(people).fill(nobody)
    const open = new Set<number>()
    for (let person = 0; person < people; person++)
      if (distance[person] !== Number.POSITIVE_INFINITY) open.add(person)
    let best = leaving[task] as number
    let end: { person: number; out: number } | null = null
    while (open.size > 0) {
      const person = nearest(open, distance)
      open.delete(person)
      const so = distance[person] as number
      const mine = held[person] as number[]
      if (mine.length < (room[person] as number)) {
        if (so < best) {
          best = so
          end = { person, out: nobody }
        }
        continue
      }
      work += mine.length * people
      for (const other of mine) {
        const row = costs[other] as Float64Array
        const without = so - (row[person] as number)
        if (without + (leaving[other] as number) < best) {
          best = without + (leaving[other] as number)
          end = { person, out: other }
        }
        for (let next = 0; next < people; next++) {
          if (without + (row[next] as number) >= (distance[next] as number)) continue
          distance[next] = without + (row[next] as number)
          moved[next] = other
          from[next] = person
          open.add(next)
        }
      }
    }
    total += best
    if (end) follow(end, { to, held, moved, from })
  }
  return { to, cost: total, work }
}

function nearest(open: ReadonlySet<number>, distance: Float64Array): number {
  let found = nobody
  for (const one of open)
    if (found === nobody || (distance[one] as number) < (distance[found] as number)) found = one
  return found
}

type State = { to: number[]; held: number[][]; moved: Int32Array; from: Int32Array }

/** Moves each task of a path to where the path leads. */
function follow(end: { person: number; out: number }, { to, held, moved, from }: State) {
  const drop = (person: number, task: number) => {
    held[person] = (held[person] as number[]).filter((one) => one !== task)
  }
  if (end.out !== nobody) {
    drop(end.person, end.out)
    to[end.out] = nobody
  }
  for (let person = end.person; person !== nobody; ) {
    const task = moved[person] as number
    const before = from[person] as number
    if (before !== nobody) drop(before, task)
    held[person]?.push(task)
    to[task] = person
    person = before
  }
}
