import { type RawBuilder, sql } from 'kysely'
import type { PersonEvents } from './person-events'
import type { RowSet } from './row-sets'
import { idOf } from './sql'

type Sql = RawBuilder<unknown>

type PeopleSet = Pick<RowSet, 'title' | 'definition' | 'whole'> & {
  /** What they make together, where it is not how many they are. */
  unit?: RowSet['unit']
  value?: Sql
  /** Common table expressions, `e` the events among them. */
  walked: Sql
  /** A query for user_id, at, when they came to what is asked, and began; `value` may ask for more. */
  people: Sql
}

/** People behind a number: those of the sample, where it was estimated from one. */
export function peopleSet(
  { oneIn, notes }: PersonEvents,
  { walked, people, unit = 'count', value = sql`count(*) * ${sql.lit(oneIn)}`, ...set }: PeopleSet,
): RowSet {
  return {
    ...set,
    unit,
    value,
    fact: 'people',
    rows: sql`with ${walked}, did as (select user_id, count(*) as events from e group by user_id)
      select p.*, ${idOf(sql`p.user_id`)} as id, did.events from (${people}) p join did using (user_id)`,
    oneIn,
    notes: [
      ...notes,
      ...(oneIn === 1 ? [] : [`Shown are the people of this sample; each stands for ${oneIn}.`]),
    ],
  }
}
