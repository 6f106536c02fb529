import { sql } from 'kysely'
import type { Db } from '../db/with-actor'
import { formatMonth, isoDate } from '../time'
import type { AnswerOf } from './answer-schema'
import { type Asking, about } from './answers'
import { bucketOf, plusMonths } from './days'
import { facts } from './facts'
import type { Frame } from './numbers'
import type { RowSet } from './row-sets'
import type { Question, Range } from './schema'
import { monthOf, reported } from './sql'

/** A month of a cohort: how many joined, and what they did so many months later. */
export type CohortMonth = {
  month: string
  offset: number
  size: number
  active: number
  leads: number
  won: number
  revenue: number
}

/** What partners did and when: leads registered, deals won, and their value less what was refunded. */
const doings = (frame: Frame) => sql`
  select l.partner_id, l.id, l.id as about, l.created_at as at, 1 as leads, 0 as won, 0::numeric as revenue
  from client_leads l
  union all
  select l.partner_id, l.id, l.id, l.closed_at, 0, 1,
    ${reported(sql`l.project_value`, sql`l.currency`, sql`l.closed_at`, frame)}
  from client_leads l where l.status = 'closed_won'
  union all
  select l.partner_id, r.id, l.id, r.refunded_at, 0, 0,
    -${reported(sql`r.amount`, sql`r.currency`, sql`r.refunded_at`, frame)}
  from lead_refunds r join client_leads l on l.workspace_id = r.workspace_id and l.id = r.client_lead_id
  where l.status = 'closed_won' and r.close_no = l.close_no`

/** Rows `joined`, partners by their month, and `done`, what those of some months did so many months later. */
function placed(frame: Frame, { from, to }: Range) {
  const later = sql`age(${monthOf(sql`d.at`, frame)}, j.month)`
  return sql`joined as (
      select p.id, ${monthOf(sql`p.created_at`, frame)} as month from partners p
    ), done as (
      select d.*, j.month, greatest(0, extract(year from ${later}) * 12 + extract(month from ${later}))::int as "offset"
      from joined j join (${doings(frame)}) d on d.partner_id = j.id
      where j.month between ${from}::date and ${to}::date
    )`
}

/**
 * Partners by the month they joined, and each month since in which they did something. The size is
 * that of the month, whoever left since. What is dated before joining counts as the first month.
 */
export async function cohortMonths(db: Db, frame: Frame, range: Range) {
  const { rows } = await sql<CohortMonth>`
    with ${placed(frame, range)}, cohort as (
      select month, count(*)::int as size from joined
      where month between ${range.from}::date and ${range.to}::date group by month
    ), did as (
      select month, partner_id, "offset", sum(leads) as leads, sum(won) as won, sum(revenue) as revenue
      from done group by 1, 2, 3
    )
    select c.month::text as month, coalesce(d."offset", 0) as "offset", c.size, count(*) filter (where d.leads > 0)::int as active,
      coalesce(sum(d.leads), 0)::int as leads, coalesce(sum(d.won), 0)::int as won, coalesce(sum(d.revenue), 0)::float8 as revenue
    from cohort c left join did d on d.month = c.month
    group by c.month, c.size, coalesce(d."offset", 0) order by 1, 2`.execute(db)
  return rows
}

const shown = 12
const measures = {
  active: ['Active partners', 'percent', 'the share that registered a lead'],
  leads: ['Leads by cohort', 'count', 'the leads they registered'],
  won: ['Won deals by cohort', 'count', 'the deals they won'],
  revenue: ['Value by cohort', 'money', 'the value they won, less refunds'],
} as const

export async function cohorts(
  asking: Asking,
  { measure }: Extract<Question, { kind: 'cohort' }>,
): Promise<AnswerOf<'cohort'>> {
  const { db, workspace, range, now } = asking
  const current = bucketOf(isoDate(now, workspace.timezone), 'month')
  const last = [bucketOf(range.to, 'month'), current].sort()[0] as string
  const earliest = plusMonths(last, 1 - shown)
  const first = [bucketOf(range.from, 'month'), earliest].sort()[0] as string
  const months = await cohortMonths(db, workspace, { from: first, to: last })
  const [title, unit, words] = measures[measure]
  const names = [...new Set(months.map(({ month }) => month))]
  return {
    kind: 'cohort',
    ...about(
      asking,
      title,
      `Partners by the month they joined and, for each month since, ${words}. At least the last ${shown} months; a cohort is all who joined then, whoever has left since.`,
    ),
    notes: ['The running month is not over and is marked.'],
    measure,
    unit,
    of: 'partners',
    interval: 'month',
    cohorts: names.map((month) => {
      const own = months.filter((one) => one.month === month)
      const size = own[0]?.size ?? 0
      return {
        month,
        size,
        cells: Array.from({ length: shown }, (_, offset) => {
          const then = plusMonths(month, offset)
          if (then > current) return null
          const found = own.find((one) => one.offset === offset)
          const value = found?.[measure] ?? 0
          return {
            value: measure === 'active' ? (100 * value) / size : value,
            complete: then < current,
          }
        }),
      }
    }),
  }
}

type Cell = { month: string; offset: number; measure: keyof typeof measures }

/** The rows of one cell: the partners who were active, or what all of the cohort did. */
export function cellRows({ month, offset, measure }: Cell, frame: Frame): RowSet {
  const [title, unit, words] = measures[measure]
  const active = measure === 'active'
  const during = sql`from done where "offset" = ${offset}`
  const named = (day: string) => formatMonth(`${day}T00:00:00Z`, 'UTC')
  const rows = {
    active: sql`select partner_id as id, partner_id as about, min(at) as at, 1 as value ${during} and leads > 0 group by partner_id`,
    leads: sql`select id, about, at, leads as value ${during} and leads > 0`,
    won: sql`select id, about, at, won as value ${during} and won > 0`,
    revenue: sql`select id, about, at, revenue as value ${during} and leads = 0`,
  }
  const size = sql`(select count(*) from partners p where ${monthOf(sql`p.created_at`, frame)} = ${month}::date)`
  return {
    title: `${title}: joined in ${named(month)}, month ${offset}`,
    definition: `Of the partners who joined in ${named(month)}: ${words} in ${named(plusMonths(month, offset))}${offset === 0 ? ' or earlier' : ''}.`,
    unit,
    fact: active ? facts.partners : facts.leads,
    rows: sql`with ${placed(frame, { from: month, to: month })} ${rows[measure]}`,
    value: active ? sql`100.0 * count(*) / nullif(${size}, 0)` : sql`coalesce(sum(v.value), 0)`,
  }
}
