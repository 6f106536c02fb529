import type { RawBuilder } from 'kysely'
import type { Db } from '../db/with-actor'
import { AppError } from '../errors'
import { columnRows } from './campaigns'
import { cellRows } from './cohorts'
import type { Fact } from './facts'
import { stepRows } from './funnels'
import type { Frame } from './numbers'
import { type RowsAsked, rangeOf, type Unit } from './schema'

type Sql = RawBuilder<unknown>

/** Rows behind a number that is no figure of the catalogue, from the same SQL that counts them. */
export type RowSet = {
  title: string
  definition: string
  unit: Unit
  /** What names the rows. */
  fact: Fact
  /** A query for id, about (the record that names the row), at, and value. */
  rows: Sql
  /** What they make together, over the rows as `v`. */
  value: Sql
}

/** Who asks for rows, and when. */
export type Asker = { db: Db; frame: Frame; now: Date }

const owns = {
  metric: ['dimension', 'key', 'filter', 'not'],
  funnel: ['step', 'reach', 'window'],
  cohort: ['months', 'measure'],
  campaign: ['column'],
} as const satisfies Partial<Record<keyof RowsAsked, readonly (keyof RowsAsked)[]>>
type Kind = keyof typeof owns
const kinds = Object.keys(owns) as Kind[]

const isGiven = (value: unknown) =>
  value !== undefined && !(Array.isArray(value) && value.length === 0)

function refuse(fields: Record<string, string>): never {
  throw new AppError('invalid', 'Please check the marked fields.', fields)
}

/** Whose rows are asked for; anything that belongs to others is refused. */
export function kindOf(asked: RowsAsked): Kind {
  const [kind, another] = kinds.filter((one) => isGiven(asked[one]))
  if (!kind) refuse({ metric: 'Please name a figure, a funnel, a cohort or a campaign.' })
  if (another) refuse({ [another]: `Please ask for this or for the ${kind}, not for both.` })
  for (const other of kinds) {
    const field = other !== kind && owns[other].find((one) => isGiven(asked[one]))
    if (field) refuse({ [field]: `This goes with a ${other}, not with a ${kind}.` })
  }
  return kind
}

/** The value of a field that is needed here. */
function needed<K extends keyof RowsAsked>(asked: RowsAsked, field: K): NonNullable<RowsAsked[K]> {
  return asked[field] ?? refuse({ [field]: 'Please fill this in.' })
}

/** The days of the question. */
export const daysOf = (asked: RowsAsked) => rangeOf(needed(asked, 'from'), needed(asked, 'to'))

/** A step of a funnel, a cell of the cohorts or a column of the campaigns; null is a figure. */
export async function rowSetOf(
  { db, frame, now }: Asker,
  asked: RowsAsked,
): Promise<RowSet | null> {
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
    default:
      return null
  }
}
