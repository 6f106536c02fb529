import { sql } from 'kysely'
import type { z } from 'zod'
import type { QueryContext } from '../api/context'
import type { Db } from '../db/with-actor'
import type { Rate, RateDays, RateOverview, rateFilter } from './schema'

/** Today where the workspace is. */
export const todayIn = (timeZone: string, now: Date) =>
  sql<string>`(${now}::timestamptz at time zone ${timeZone}::text)::date`

/** What each of these currencies is worth in another one, at the last rates of a moment; without those that have none. */
export async function ratesTo(
  { db, actor, now }: Pick<QueryContext, 'db' | 'actor' | 'now'>,
  to: string,
  currencies: readonly string[],
): Promise<Rate[]> {
  const from = [...new Set(currencies)].filter((currency) => currency !== to)
  if (from.length === 0) return []
  const { id, timezone } = actor.workspace
  const { rows } = await sql<Rate>`
    select c.currency as "from", x.rate::text as rate, x.rate_on::text as "on"
    from unnest(${from}::text[]) as c(currency)
    cross join lateral conversion_rate(${id}::uuid, c.currency, ${to}, ${todayIn(timezone, now)}) x
    order by 1`.execute(db)
  return rows
}

/** Published rates, newest day first; of each currency and day the version in force. */
export async function listRates(
  db: Db,
  { before, currency, limit }: z.output<typeof rateFilter>,
): Promise<RateDays> {
  const { rows } = await sql<RateDays['days'][number]>`
    select d.day::text as day, (
      select json_agg(json_build_object('currency', r.currency, 'rate', r.rate::text, 'source', r.source,
        'reason', r.reason, 'version', r.version) order by r.currency)
      from (select distinct on (r.currency) r.* from exchange_rates r
        where r.day = d.day and (${currency ?? null}::text is null or r.currency = ${currency ?? null})
        order by r.currency, r.version desc) r) as rates
    from (
      select distinct r.day from exchange_rates r
      where (${before ?? null}::date is null or r.day < ${before ?? null}::date)
        and (${currency ?? null}::text is null or r.currency = ${currency ?? null})
      order by r.day desc limit ${limit + 1}
    ) d order by d.day desc`.execute(db)
  const days = rows.slice(0, limit)
  return { days, next: rows.length > limit ? (days.at(-1)?.day ?? null) : null }
}

/** Which currencies are used here, and where rates are missing. */
export async function rateOverview({ db, actor, now }: QueryContext): Promise<RateOverview> {
  const { id, timezone, currency } = actor.workspace
  const today = todayIn(timezone, now)
  const currencies = await sql<RateOverview['currencies'][number]>`
    with used as (
      select ${currency}::text as currency
      union select distinct l.currency from client_leads l
      union select distinct c.currency from commissions c
      union select distinct p.payout_currency from partners p where p.payout_currency is not null
    ), earned as (
      select c.currency, (c.earned_at at time zone ${timezone}::text)::date as day
      from commissions c where c.currency <> ${currency} and c.status not in ('rejected','reversed') group by 1, 2
    )
    select u.currency, coalesce(last.day, case when u.currency = 'EUR' then ${today} end)::text as last_day,
      case when u.currency = 'EUR' then '1' else last.rate::text end as rate,
      exists (select 1 from rate_of(${id}::uuid, u.currency, ${today})) as usable,
      (select count(*)::int from earned e where e.currency = u.currency
        and not exists (select 1 from conversion_rate(${id}::uuid, e.currency, ${currency}, e.day))) as uncovered
    from used u
    left join lateral (select r.day, r.rate from exchange_rates r
      where r.workspace_id = ${id}::uuid and r.currency = u.currency and r.day <= ${today}
      order by r.day desc, r.version desc limit 1) last on true
    order by (u.currency = ${currency}) desc, u.currency`.execute(db)
  const missing = await sql<{ day: string; today: string }>`
    select d.day::date::text as day
    from generate_series(${today} - 60, ${today} - 1, interval '1 day') d(day)
    where extract(isodow from d.day) < 6
      and d.day >= (select min(r.day) from exchange_rates r)
      and not exists (select 1 from exchange_rates r where r.workspace_id = ${id}::uuid and r.day = d.day::date)
    order by d.day desc`.execute(db)
  const day = await sql<{ today: string }>`select ${today}::text as today`.execute(db)
  return {
    currencies: currencies.rows,
    missingDays: missing.rows.map((row) => row.day),
    today: day.rows[0]?.today as string,
  }
}
