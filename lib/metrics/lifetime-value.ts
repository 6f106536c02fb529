import { sql } from 'kysely'
import { isoDate } from '../time'
import type { AnswerOf } from './answer-schema'
import { type Asking, about } from './answers'
import { cohortMonths } from './cohorts'
import { bucketOf, plusMonths } from './days'
import { curveOf, project } from './worth'

/** The beginning of all cohorts. */
export const ever = '2000-01-01'

/** What a partner is worth: observed so far, and projected from what older ones did at the same age. */
export async function lifetimeValue(asking: Asking): Promise<AnswerOf<'ltv'>> {
  const { db, workspace, now } = asking
  const current = bucketOf(isoDate(now, workspace.timezone), 'month')
  const months = await cohortMonths(db, workspace, { from: ever, to: current })
  const { rows } = await sql<{
    partners: number
  }>`select count(*)::int as partners from partners`.execute(db)
  const partners = rows[0]?.partners ?? 0
  const total = months.reduce((sum, { revenue }) => sum + revenue, 0)
  const complete = months.filter(({ month, offset }) => plusMonths(month, offset) < current)
  const ages = [...new Map(months.map(({ month, size }) => [month, size]))].map(
    ([month, size]) => ({
      month,
      size,
      age: monthsBetween(month, current),
    }),
  )
  const curve = curveOf(complete, ages)
  return {
    kind: 'ltv',
    ...about(
      asking,
      'Lifetime value of a partner',
      'Average value of the deals a partner won, less refunds. Observed: of all partners until now. Projected: the sum of what partners brought in each month of their time, by those who are old enough; the interval holds in 95 of 100 cases if months are independent.',
    ),
    notes: [],
    partners,
    observed: partners > 0 ? total / partners : null,
    projected: project(curve),
    curve: curve.map(({ month, total: value, partners: enough }) => ({
      month,
      value,
      partners: enough,
    })),
  }
}

function monthsBetween(from: string, to: string) {
  const [a = 0, b = 0] = from.split('-').map(Number)
  const [c = 0, d = 0] = to.split('-').map(Number)
  return (c - a) * 12 + d - b
}
