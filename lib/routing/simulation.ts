/** A stretch of time in milliseconds. */
export type Span = readonly [from: number, to: number]

export type SimTask = {
  type: string
  skills: Readonly<Record<string, number>>
  language: string
  /** When it can be begun, and by when it is due. */
  readyAt: number
  dueAt: number
  /** Who has it already, by id. */
  with: string | null
  minutes: number
}

export type SimPerson = {
  id: string
  name: string
  skills: Readonly<Record<string, number>>
  languages: readonly string[]
  /** When they are at work, in order. */
  spans: readonly Span[]
}

export type SimResult = {
  tasks: number
  late: number
  /** Not done when the time looked at was over. */
  left: number
  /** Minutes from ready to begun. */
  waits: number[]
  /** How many are ready and not begun at each of the moments asked about. */
  waiting: number[]
  people: { id: string; name: string; busy: number; atWork: number; tasks: number }[]
}

const minute = 60_000

/** Numbers from 0 to below 1 that are the same for a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The moment by which so much time at work has passed from a moment on, and when it begins; null when the spans end before. */
export function workThrough(
  spans: readonly Span[],
  from: number,
  length: number,
): { begins: number; ends: number } | null {
  let left = length
  let begins: number | null = null
  for (const [opens, closes] of spans) {
    if (closes <= from) continue
    const at = Math.max(opens, from)
    begins ??= at
    if (closes - at >= left) return { begins, ends: at + left }
    left -= closes - at
  }
  return null
}

const can = (person: SimPerson, task: SimTask) =>
  Object.entries(task.skills).every(([skill, level]) => (person.skills[skill] ?? 0) >= level) &&
  (task.language === '' || person.languages.includes(task.language))

/**
 * Lets people work through tasks as claims do: whoever is free and at work takes, of what is ready and
 * within their skills, what is theirs already and then what is due first. What is not done by the end
 * of their day they go on with when they are back. `marks` are moments in order, at which is counted what waits.
 */
export function simulate(
  tasks: readonly SimTask[],
  people: readonly SimPerson[],
  until: number,
  marks: readonly number[] = [],
): SimResult {
  const from = tasks.reduce((least, { readyAt }) => Math.min(least, readyAt), until)
  const state = people.map((person) => ({
    person,
    freeAt: from,
    busy: 0,
    tasks: 0,
    over: false,
    own: tasks.filter((task) => task.with === person.id).length,
  }))
  const ables = new Map<string, boolean[]>()
  const ableFor = (task: SimTask) => {
    const key = `${task.language} ${JSON.stringify(task.skills)}`
    const found = ables.get(key) ?? people.map((person) => can(person, task))
    ables.set(key, found)
    return found
  }
  const waiting = tasks
    .map((task) => ({ ...task, able: ableFor(task) }))
    .sort((a, b) => a.dueAt - b.dueAt)
  const waits: number[] = []
  const steps = new Array<number>(marks.length + 1).fill(0)
  const step = (at: number, by: number) => {
    const next = marks.findIndex((mark) => mark >= at)
    const place = next < 0 ? marks.length : next
    steps[place] = (steps[place] ?? 0) + by
  }
  for (const { readyAt } of tasks) step(readyAt, 1)
  let late = 0

  const nextTurn = (one: (typeof state)[number]) =>
    workThrough(one.person.spans, one.freeAt, 0)?.begins ?? Number.POSITIVE_INFINITY

  for (;;) {
    let turn: (typeof state)[number] | undefined
    let at = until
    for (const one of state) {
      if (one.over) continue
      const next = nextTurn(one)
      if (next < at) {
        at = next
        turn = one
      }
    }
    if (!turn) break
    const { person } = turn
    const place = state.indexOf(turn)
    const mine = (task: (typeof waiting)[number]) =>
      task.with === null ? task.able[place] === true : task.with === person.id
    const ready = (task: (typeof waiting)[number]) => task.readyAt <= at && mine(task)
    let found =
      turn.own > 0 ? waiting.findIndex((task) => task.with === person.id && ready(task)) : -1
    if (found < 0) found = waiting.findIndex(ready)
    if (found < 0) {
      // Nothing now: they look again when the next thing comes that they could take.
      let next = Number.POSITIVE_INFINITY
      for (const task of waiting)
        if (task.readyAt > at && task.readyAt < next && mine(task)) next = task.readyAt
      if (next < until) turn.freeAt = next
      else turn.over = true
      continue
    }
    const [task] = waiting.splice(found, 1) as [(typeof waiting)[number]]
    const done = workThrough(person.spans, at, task.minutes * minute)
    waits.push((at - task.readyAt) / minute)
    step(at, -1)
    if (task.with === person.id) turn.own--
    turn.tasks++
    turn.busy += task.minutes
    if (!done || done.ends > task.dueAt) late++
    if (done) turn.freeAt = done.ends
    else turn.over = true
  }
  late += waiting.filter((task) => task.dueAt <= until).length
  return {
    tasks: tasks.length,
    late,
    left: waiting.length,
    waits,
    waiting: runningSums(steps).slice(0, marks.length),
    people: state.map(({ person, busy, tasks: count }) => ({
      id: person.id,
      name: person.name,
      busy,
      atWork:
        person.spans.reduce(
          (sum, [opens, closes]) =>
            sum + Math.max(0, Math.min(closes, until) - Math.max(opens, from)),
          0,
        ) / minute,
      tasks: count,
    })),
  }
}

const runningSums = (steps: readonly number[]) => {
  let sum = 0
  return steps.map((step) => {
    sum += step
    return sum
  })
}

/** The value below which so large a share of them lies, between two by their distance (type 7 of Hyndman and Fan). */
export function quantile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const low = sorted[Math.floor(at)] as number
  const high = sorted[Math.ceil(at)] as number
  return low + (high - low) * (at - Math.floor(at))
}

/** How many come in a stretch at so many an hour (Poisson, by Knuth's product of uniforms). */
export function arrivals(rate: number, random: () => number): number {
  const limit = Math.exp(-rate)
  let count = 0
  for (let product = random(); product > limit; product *= random()) count++
  return count
}

/** A handling time around its median: log-normal, of which half are within a factor of 1.4 (Box and Muller). */
export const spread = (median: number, random: () => number) =>
  Math.max(
    0.5,
    median *
      Math.exp(0.5 * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())),
  )
