import { sql } from 'kysely'
import type { Db } from '../db/with-actor'
import { notFound } from '../errors'
import { refusalWords } from '../refusal-words'
import { counted } from '../words'
import { languageLabel } from './labels'
import type { Routing } from './schema'

type Asked = {
  requiredSkills: Record<string, number>
  language: string
  weight: number
  unroutableSince: Date | null
}
export type Person = {
  vaId: string
  name: string
  status: 'active' | 'invited' | 'left'
  skills: Record<string, number>
  languages: string[]
  room: number
  hasHours: boolean
  reasons: string[]
}

const passing = ['not_active', 'unavailable', 'outside_hours', 'on_leave', 'skipped', 'full']
/** Whether somebody could take it at some hour, when they are not away and have room. */
export const couldSometime = (
  { status, reasons, room, hasHours }: Person,
  { weight }: { weight: number },
) =>
  status === 'active' &&
  hasHours &&
  room >= weight &&
  reasons.every((reason) => passing.includes(reason))

const names = (people: readonly Person[]) => {
  const shown = people.slice(0, 3).map(({ name }) => name)
  const rest = people.length - shown.length
  return (rest > 0 ? [...shown, counted(rest, 'other')] : shown)
    .join(', ')
    .replace(/, ([^,]*)$/, ' and $1')
}

const isAre = (people: readonly Person[]) => (people.length === 1 ? 'is' : 'are')
const hasHave = (people: readonly Person[]) => (people.length === 1 ? 'has' : 'have')

/** What somebody could do about it, when nobody could take it at any hour; the smallest step first. */
export function whatWouldHelp(asked: Asked, people: readonly Person[]): string[] {
  if (people.some((person) => couldSometime(person, asked))) return []
  const onTeam = people.filter(({ status }) => status === 'active')
  const help: string[] = []
  if (onTeam.length === 0) help.push('Nobody is on the team yet. Invite a virtual assistant.')
  const lacks = (person: Person) => person.reasons.filter((reason) => !passing.includes(reason))
  // What keeps each of them: whoever lacks one thing only is one step away.
  const steps = new Map<string, Person[]>()
  for (const person of onTeam) {
    const missing = lacks(person)
    if (missing.length === 1 && missing[0])
      steps.set(missing[0], [...(steps.get(missing[0]) ?? []), person])
    else if (missing.length === 0 && person.room < asked.weight)
      steps.set('room', [...(steps.get('room') ?? []), person])
    else if (missing.length === 0 && !person.hasHours)
      steps.set('hours', [...(steps.get('hours') ?? []), person])
  }
  for (const [reason, who] of steps) {
    const [kind, what = ''] = reason.split(':')
    if (kind === 'skill')
      help.push(
        `${names(who)} ${who.length === 1 ? 'lacks' : 'lack'} only the skill “${what}” at level ${asked.requiredSkills[what]}.`,
      )
    if (kind === 'language')
      help.push(`${names(who)} ${who.length === 1 ? 'lacks' : 'lack'} only ${languageLabel(what)}.`)
    if (kind === 'declined') help.push(`${names(who)} could take it but declined it.`)
    if (kind === 'room')
      help.push(`${names(who)} could take it with room for ${asked.weight} at a time.`)
    if (kind === 'hours')
      help.push(`${names(who)} could take it but ${hasHave(who)} no working hours.`)
  }
  for (const [skill, level] of Object.entries(asked.requiredSkills)) {
    const able = onTeam.filter(({ skills }) => (skills[skill] ?? 0) >= level)
    if (able.length === 0 && onTeam.length > 0)
      help.push(`Nobody on the team has the skill “${skill}” at level ${level}.`)
  }
  if (
    asked.language &&
    onTeam.length > 0 &&
    !onTeam.some(({ languages }) => languages.includes(asked.language))
  )
    help.push(`Nobody on the team speaks ${languageLabel(asked.language)}.`)
  const invited = people.filter(
    (person) => person.status === 'invited' && lacks(person).length === 0,
  )
  if (invited.length > 0)
    help.push(`${names(invited)} could take it but ${isAre(invited)} only invited so far.`)
  return help
}

/** Who may have an action now, why the others may not, and what would help. */
export async function routingOf(db: Db, id: string, now: Date): Promise<Routing> {
  const action = await db
    .selectFrom('pendingActions')
    .select(['requiredSkills', 'language', 'weight', 'unroutableSince'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!action) throw notFound('task')
  const { rows } = await sql<Person>`
    select c.va_id, v.name, v.status, v.skills, v.languages, v.max_concurrent_tasks as room, jsonb_array_length(v.working_hours) > 0 as has_hours, c.reasons
    from action_candidates(${id}::uuid, ${now}::timestamptz) c join virtual_assistants v on v.id = c.va_id
    order by cardinality(c.reasons), v.name, v.id`.execute(db)
  return {
    candidates: rows.map(({ vaId, name, status, reasons }) => ({
      vaId,
      name,
      status,
      reasons,
      words: reasons.map(refusalWords).join(' and '),
    })),
    help: whatWouldHelp(action as Asked, rows),
    unroutableSince: action.unroutableSince,
  }
}
