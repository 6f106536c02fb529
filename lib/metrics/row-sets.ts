import type { RawBuilder } from 'kysely'
import type { Db } from '../db/with-actor'
import { invalid } from '../errors'
import { columnRows } from './campaigns'
import { cellRows } from './cohorts'
import { personStepRows } from './event-funnels'
import type { Fact } from './facts'
import { stepRows } from './funnels'
import type { Frame } from './numbers'
import { cameBackRows } from './retention'
import type { RowsAsked } from './rows-schema'
import { rangeOf, type Unit } from './schema'

type Sql = RawBuilder<unknown>

/** Rows behind a number that is no figure of the catalogue, from the same SQL that counts them. */
export type RowSet = {
  title: string
  definition: string
  unit: Unit
  /** What names the rows; people are not recorded, and named by themselves. */
  fact: Fact | 'people'
  /** A query for id, about (the record that names the row), at, and value; of people for id, user_id, at, began, and events. */
  rows: Sql
  /** What they make together, over the rows as `v`. */
  value: Sql
  /** One person in so many is among them; without it, they are all there. */
  oneIn?: number
  /** Of how many a share is, over the rows as `v`. */
  whole?: Sql
  notes?: string[]
}

/** Who asks for rows, and when. */
export type Asker = { db: Db; frame: Frame; now: Date }

const owns = {
  metric: ['dimension', 'key', 'filter', 'not'],
  funnel: ['step', 'reach', 'window'],
  cohort: ['months', 'measure'],
  campaign: ['column'],
  steps: ['step', 'reach', 'window', 'windowUnit'],
  start: ['back', 'interval', 'period', 'later'],
} as const satisfies Partial<Record<keyof RowsAsked, readonly (keyof RowsAsked)[]>>
type Kind = keyof typeof owns
const kinds = Object.keys(owns) as Kind[]

const names: Record<Kind, string> = {
  metric: 'a figure',
  funnel: 'a funnel',
  cohort: 'a cohort',
  campaign: 'a campaign',
  steps: 'steps of people',
  start: 'people who came back',
}

const isGiven = (value: unknown) =>
  value !== undefined && !(Array.isArray(value) && value.length === 0)

function refuse(fields: Record<string, string>): never {
  throw invalid(fields)
}

/** Whose rows are asked for; anything that belongs to others is refused. */
export function kindOf(asked: RowsAsked): Kind {
  const [kind, another] = kinds.filter((one) => isGiven(asked[one]))
  if (!kind) refuse({ metric: `Please name one of these: ${Object.values(names).join(', ')}.` })
  if (another) refuse({ [another]: `Please ask for this or for ${names[kind]}, not for both.` })
  const own: readonly string[] = owns[kind]
  for (const other of kinds) {
    const field = owns[other].find((one) => isGiven(asked[one]) && !own.includes(one))
    if (field) refuse({ [field]: `This goes with ${names[other]}, not with ${names[kind]}.` })
  }
  return kind
}

/** The value of a field that is needed here. */
function needed<K extends keyof RowsAsked>(asked: RowsAsked, field: K): NonNullable<RowsAsked[K]> {
  return asked[field] ?? refuse({ [field]: 'Please fill this in.' })
}

/** The days of the question. */
export const daysOf = (asked: RowsAsked) => rangeOf(needed(asked, 'from'), needed(asked, 'to'))

/** A step of a funnel, a cell of the cohorts, a column of the campaigns or people; null is a figure. */
export async function rowSetOf(asker: Asker, asked: RowsAsked): Promise<RowSet | null> {
  const { db, frame, now } = asker
  switch (kindOf(asked)) {
    case 'funnel': {
      const { reach = 'reached', window: windowDays } = asked
      const walk = { funnel: needed(asked, 'funnel'), step: needed(asked, 'step'), windowDays }
      return stepRows({ ...walk, reach }, daysOf(asked), frame, now)
    }
    case 'cohort': {
      const [month, offset] = [needed(asked, 'cohort'), needed(asked, 'months')]
      return cellRows({ month, offset, measure: needed(asked, 'measure') }, frame)
    }
    case 'campaign': {
      const cell = { campaign: needed(asked, 'campaign'), column: needed(asked, 'column') }
      return columnRows(db, cell, daysOf(asked), frame)
    }
    case 'steps': {
      const { reach = 'reached', window, windowUnit = 'days' } = asked
      const walk = {
        steps: needed(asked, 'steps'),
        step: needed(asked, 'step'),
        window,
        windowUnit,
      }
      return personStepRows(asker, { ...walk, reach }, daysOf(asked))
    }
    case 'start': {
      const { back, interval, later } = asked
      const cell = { start: needed(asked, 'start'), period: needed(asked, 'period'), later }
      return cameBackRows(asker, { ...cell, back, interval }, daysOf(asked))
    }
    default:
      return null
  }
}
