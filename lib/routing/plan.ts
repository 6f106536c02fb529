import { refusalWords } from '../refusal-words'
import type { AssignmentMode } from './labels'
import { match } from './matching'

export type Task = {
  id: string
  type: string
  weight: number
  requiredSkills: Readonly<Record<string, number>>
  language: string
  category: string | null
  customerId: string
  directoryId: string | null
  preferredVaId: string | null
  /** Who does not get it, by id, and whether they declined or skipped it. */
  refusedBy: Readonly<Record<string, string>>
}

/** Somebody who is at work now. */
export type Person = {
  id: string
  name: string
  skills: Readonly<Record<string, number>>
  languages: readonly string[]
  specializations: readonly string[]
  load: number
  capacity: number
  lastAssignedAt: Date | null
  lastCustomerId: string | null
  lastDirectoryId: string | null
}

export type Assignment = {
  action: string
  va: string
  why: string[]
  others: { name: string; reasons: string[] }[]
}

/** A look at the rules ahead of time; refusals() of the database decides. In its words. */
export function lacks(person: Person, task: Task): string[] {
  const reasons = Object.entries(task.requiredSkills)
    .filter(([skill, level]) => (person.skills[skill] ?? 0) < level)
    .map(([skill]) => `skill:${skill}`)
  if (task.language && !person.languages.includes(task.language))
    reasons.push(`language:${task.language}`)
  const refused = task.refusedBy[person.id]
  return refused ? [...reasons, refused] : reasons
}

const skilled = (people: readonly Person[]) => {
  const count = new Map<string, number>()
  for (const { skills } of people)
    for (const skill of Object.keys(skills)) count.set(skill, (count.get(skill) ?? 0) + 1)
  return count
}

const special = (person: Person, task: Task) =>
  person.specializations.includes(task.type) ||
  (task.category !== null && person.specializations.includes(task.category))

/** What giving a task to a person costs, in points, and what speaks for them. */
function weigh(person: Person, task: Task, share: number, rarity: ReadonlyMap<string, number>) {
  const why: string[] = []
  let cost = 1000 + Math.round(share * 200)
  const less = (points: number, word: string) => {
    cost -= points
    why.push(word)
  }
  if (task.preferredVaId === person.id) less(500, 'had it before')
  if (special(person, task)) less(150, 'it is their speciality')
  if (task.directoryId && task.directoryId === person.lastDirectoryId)
    less(50, 'just worked on this directory')
  if (task.customerId === person.lastCustomerId) less(50, 'just worked for this customer')
  // Whoever alone can do something else is kept free for it.
  for (const skill of Object.keys(person.skills))
    if (!(skill in task.requiredSkills) && (rarity.get(skill) ?? 0) <= 2) cost += 20
  return { cost, why }
}

const shareOf = ({ load, capacity }: Person) => (capacity > 0 ? load / capacity : 1)
const percent = (person: Person) => `held ${person.load} of the ${person.capacity} they can`

const mostOthers = 12

/** Gives tasks, the most pressing first in the list, to people at work, as the workspace has chosen. */
export function plan(
  mode: Exclude<AssignmentMode, 'off'>,
  tasks: readonly Task[],
  people: readonly Person[],
): Assignment[] {
  return mode === 'best_match' ? matched(tasks, people) : inTurn(mode, tasks, people)
}

function matched(tasks: readonly Task[], people: readonly Person[]): Assignment[] {
  const rarity = skilled(people)
  const weighed = tasks.map((task) =>
    people.map((person) =>
      lacks(person, task).length > 0 ? null : weigh(person, task, shareOf(person), rarity),
    ),
  )
  const to = match(
    tasks.map(({ weight }, at) => ({
      weight,
      costs: new Map(
        (weighed[at] ?? []).flatMap((way, person) => (way ? [[person, way.cost] as const] : [])),
      ),
    })),
    people.map(({ capacity, load }) => Math.max(0, capacity - load)),
  )
  return tasks.flatMap((task, at) => {
    const chosen = to[at] as number
    const person = people[chosen]
    if (!person) return []
    const mine = weighed[at]?.[chosen]
    const others = people.flatMap((other, index) => {
      if (index === chosen) return []
      const missing = lacks(other, task).map(refusalWords)
      const way = weighed[at]?.[index]
      if (missing.length > 0 || !way || !mine) return [{ name: other.name, reasons: missing }]
      return [
        {
          name: other.name,
          reasons: [
            other.capacity - other.load < task.weight
              ? 'has no room for it'
              : way.cost < mine.cost
                ? 'suits it as well, and is needed for something else'
                : way.cost === mine.cost
                  ? 'suits it as well'
                  : 'suits it less',
          ],
        },
      ]
    })
    const why = [...(mine?.why ?? []), percent(person)]
    return [{ action: task.id, va: person.id, why, others: others.slice(0, mostOthers) }]
  })
}

function inTurn(
  mode: 'round_robin' | 'balanced',
  tasks: readonly Task[],
  people: readonly Person[],
): Assignment[] {
  const now = people.map((person) => ({ ...person, turn: person.lastAssignedAt?.getTime() ?? 0 }))
  let turn = Math.max(0, ...now.map((person) => person.turn))
  return tasks.flatMap((task) => {
    const able = now
      .filter((one) => one.capacity - one.load >= task.weight && lacks(one, task).length === 0)
      .sort((a, b) =>
        mode === 'round_robin'
          ? a.turn - b.turn
          : shareOf(a) - shareOf(b) || a.turn - b.turn || a.id.localeCompare(b.id),
      )
    const [chosen] = able
    if (!chosen) return []
    const why =
      mode === 'round_robin'
        ? ['it is their turn: they got none for the longest time']
        : ['has the most room', percent(chosen)]
    const others = now
      .filter((one) => one !== chosen)
      .slice(0, mostOthers)
      .map((one) => {
        const missing = lacks(one, task).map(refusalWords)
        if (missing.length > 0) return { name: one.name, reasons: missing }
        if (one.capacity - one.load < task.weight)
          return { name: one.name, reasons: ['has no room for it'] }
        return {
          name: one.name,
          reasons: [mode === 'round_robin' ? 'had one more recently' : 'has less room'],
        }
      })
    chosen.load += task.weight
    chosen.turn = ++turn
    return [{ action: task.id, va: chosen.id, why, others }]
  })
}
