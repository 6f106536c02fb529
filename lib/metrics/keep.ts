import { sql } from 'kysely'
import type { Workspace } from '../auth/actor'
import type { Db } from '../db/with-actor'
import { isoDate } from '../time'
import type { Asking } from './answers'
import { metrics } from './catalogue'
import { cohortMonths } from './cohorts'
import { bucketOf, plusDays, plusMonths } from './days'
import { forecastOf } from './forecasts'
import { ever, lifetimeValue } from './lifetime-value'
import { overTime } from './numbers'
import { forecastMetrics, type Range } from './schema'
import { standing } from './standing'

/** Days whose figures are counted anew each time: what is recorded late belongs to its day. */
export const lookBack = 35
/** Days that figures of people and campaigns are kept. */
const keptDays = 366

type Keeping = { db: Db; workspace: Workspace; now: Date }

/** By partner, campaign and virtual assistant; running it again changes nothing. */
async function keepDays({ db, workspace, now }: Keeping, { from, to }: Range) {
  await sql`select generate_metric_days(${from}::date, ${to}::date)`.execute(db)
  const oldest = plusDays(isoDate(now, workspace.timezone), -keptDays)
  await sql`delete from agent_metrics where day < ${oldest}::date`.execute(db)
  await sql`delete from campaign_metrics where day < ${oldest}::date`.execute(db)
}

/** Every figure of the days that are over. */
async function keepReports({ db, workspace, now }: Keeping, range: Range) {
  const days = new Map<string, Record<string, { value: number | null; count: number }>>()
  for (let day = range.from; day <= range.to; day = plusDays(day, 1)) days.set(day, {})
  for (const [key, metric] of Object.entries(metrics)) {
    for (const { day, value, count } of await overTime(db, workspace, { metric, range }, 'day')) {
      const figures = day && days.get(day)
      if (figures) figures[key] = { value, count }
    }
  }
  const rows = [...days].map(([day, figures]) => ({ day, figures }))
  await sql`
    insert into daily_reports (workspace_id, day, figures, generated_at)
    select ${workspace.id}::uuid, r.day, r.figures, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(day date, figures jsonb)
    on conflict (workspace_id, day) do update set figures = excluded.figures, generated_at = excluded.generated_at
    where daily_reports.figures <> excluded.figures`.execute(db)
}

/** How things stood, once a day of the workspace. */
async function keepStanding({ db, workspace, now }: Keeping) {
  const today = isoDate(now, workspace.timezone)
  await sql`
    insert into analytics_snapshots (workspace_id, taken_at, standing)
    select ${workspace.id}::uuid, ${now}::timestamptz, ${JSON.stringify(await standing(db))}::jsonb
    where not exists (select from analytics_snapshots s
      where s.taken_at >= ${today}::date::timestamp at time zone ${workspace.timezone} and s.taken_at <= ${now}::timestamptz)
    on conflict do nothing`.execute(db)
}

async function keepCohorts({ db, workspace, now }: Keeping) {
  const current = bucketOf(isoDate(now, workspace.timezone), 'month')
  const months = await cohortMonths(db, workspace, { from: ever, to: current })
  const rows = months.map(({ month, offset, ...figures }) => ({
    ...figures,
    month,
    at: offset,
    complete: plusMonths(month, offset) < current,
  }))
  await sql`delete from cohort_analysis`.execute(db)
  await sql`
    insert into cohort_analysis (workspace_id, cohort_month, month_offset, size, active, leads, won, revenue, complete, generated_at)
    select ${workspace.id}::uuid, r.month, r.at, r.size, r.active, r.leads, r.won, round(r.revenue), r.complete, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(month date, at int, size int, active int, leads int, won int, revenue numeric, complete boolean)`.execute(
    db,
  )
}

/** What is worked out from the past, as it was worked out on the day, to be held against what came. */
async function keepOutlooks(asking: Asking) {
  const { db, workspace, now } = asking
  const today = isoDate(now, workspace.timezone)
  const worth = await lifetimeValue(asking)
  await sql`
    insert into ltv_calculations (workspace_id, calculated_on, partners, observed, projected, projected_low, projected_high, months, curve, generated_at)
    values (${workspace.id}::uuid, ${today}::date, ${worth.partners}, ${worth.observed}, ${worth.projected?.value ?? null},
      ${worth.projected?.low ?? null}, ${worth.projected?.high ?? null}, ${worth.projected?.months ?? 0}, ${JSON.stringify(worth.curve)}::jsonb, ${now}::timestamptz)
    on conflict (workspace_id, calculated_on) do update set partners = excluded.partners, observed = excluded.observed,
      projected = excluded.projected, projected_low = excluded.projected_low, projected_high = excluded.projected_high,
      months = excluded.months, curve = excluded.curve, generated_at = excluded.generated_at`.execute(
    db,
  )
  for (const metric of forecastMetrics) {
    const made = await forecastOf(asking, { kind: 'forecast', metric, horizon: 6 })
    await sql`delete from performance_forecasts where metric = ${metric} and made_on = ${today}::date`.execute(
      db,
    )
    await sql`
      insert into performance_forecasts (workspace_id, metric, made_on, starts_on, value, low, high, method, error, baseline_error, generated_at)
      select ${workspace.id}::uuid, ${metric}, ${today}::date, r.day, r.value, r.low, r.high, ${made.method}, ${made.error}, ${made.baselineError}, ${now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(made.forecast)}::jsonb) as r(day date, value float8, low float8, high float8)`.execute(
      db,
    )
  }
}

/** Writes down what a workspace's figures were, so that they outlive their rows. Each run sets right what it finds. */
export async function keepFigures(keeping: Keeping, days = lookBack) {
  const today = isoDate(keeping.now, keeping.workspace.timezone)
  const range = { from: plusDays(today, -days), to: today }
  await keepDays(keeping, range)
  await keepReports(keeping, { ...range, to: plusDays(today, -1) })
  await keepStanding(keeping)
  await keepCohorts(keeping)
  await keepOutlooks({ ...keeping, range, comparison: 'none' })
}
