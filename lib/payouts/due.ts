import { type RawBuilder, sql } from 'kysely'
import type { QueryContext } from '../api/context'
import { todayIn } from '../currencies/queries'
import { MAX_MINOR } from '../money'
import { paymentHold } from '../risk/queries'
import { formatDate } from '../time'
import type { PayoutPreview, PayoutSelection, PreviewRow } from './schema'

type Due = Omit<PreviewRow, 'leftOut'> & {
  partnerStatus: string
  heldFor: string | null
  minimum: number
  tooLarge: boolean
  /** It pays the person who looks. */
  own: boolean
  /** Approved money that cannot be converted: the pair, and whose rate is missing since when. */
  missing: { from: string; to: string; since: string | null } | null
}

/** The first instant of a day, and of the day after it, in the workspace's time zone. */
export const periodStart = (day: string) =>
  sql`((${day}::date)::timestamp at time zone (select timezone from workspaces where id = (select app_workspace_id())))`
export const periodEnd = (day: string) =>
  sql`((${day}::date + 1)::timestamp at time zone (select timezone from workspaces where id = (select app_workspace_id())))`

/** Earned before an instant. A clawback belongs to the period of its commission, so it is netted at once. */
export const earnedBefore = (
  instant: RawBuilder<unknown>,
) => sql`(c.earned_at < ${instant} or exists (
  select 1 from commissions b where b.workspace_id = c.workspace_id and b.id = c.base_id and b.earned_at < ${instant}))`

const inNoPayout = sql`not exists (
  select 1 from payout_items i where i.commission_id = c.id and i.released_at is null)`

/** Approved, and past the holding period of its tier; `c` is commissions. */
const isFree = (now: Date) =>
  sql`(c.status = 'approved' and (c.hold_until is null or c.hold_until <= ${now}::timestamptz))`

/** What a run takes: free commissions in no live payout; `c` is commissions. */
export const isDue = (now: Date) => sql`${isFree(now)} and ${inNoPayout}`

/** What a partner is paid in: the currency they chose, or the one in which it was earned; `p` is partners. */
export const payoutCurrency = sql`coalesce(p.payout_currency, c.currency)`

/**
 * What the rows of `chosen` (source_amount, source_currency, currency) come to in the payout's
 * currency, in `converted`: amount is null where a rate is missing. `minimums` is the least that is
 * paid out per currency. A rate is looked up once per pair, at the day of now.
 */
export const conversion = ({ actor, now }: Pick<QueryContext, 'actor' | 'now'>) => {
  const { id, timezone } = actor.workspace
  const today = todayIn(timezone, now)
  return sql`pairs as materialized (
      select d.source_currency, d.currency, x.rate, x.rate_on,
        case when x.rate is null then json_build_object('from', d.source_currency, 'to', d.currency, 'since', (
          select max(r.day)::text from exchange_rates r where r.workspace_id = ${id}::uuid and r.day <= ${today}
            and r.currency = case when exists (select 1 from rate_of(${id}::uuid, d.source_currency, ${today}))
              then d.currency else d.source_currency end))::jsonb end as missing
      from (select distinct source_currency, currency from chosen where source_currency <> currency) d
      left join lateral conversion_rate(${id}::uuid, d.source_currency, d.currency, ${today}) x on true
    ), converted as materialized (
      select c.*, x.rate, x.rate_on, x.missing, case when c.source_currency = c.currency then c.source_amount
        else convert_money(c.source_amount, x.rate, c.source_currency, c.currency) end as amount
      from chosen c left join pairs x using (source_currency, currency)
    ), minimums as materialized (
      select d.currency, coalesce(case when d.currency = w.currency then v.minimum_payout
        else convert_money(v.minimum_payout, x.rate, w.currency, d.currency) end, 0)::bigint as minimum
      from (select distinct currency from chosen) d
      join workspaces w on w.id = ${id}::uuid
      left join programme_versions v on v.workspace_id = w.id and v.version = programme_version_at(w.id, ${now}::timestamptz)
      left join lateral conversion_rate(w.id, w.currency, d.currency, ${today}) x on true
    )`
}

/** What a run over a period would pay, and what it would leave for later and why. */
export async function previewPayouts(
  ctx: QueryContext,
  selection: PayoutSelection,
): Promise<PayoutPreview> {
  const { periodFrom, periodTo, partnerIds } = selection
  const { rows } = await sql<Due>`
    with chosen as materialized (
      select c.partner_id, ${isFree(ctx.now)} as approved, c.currency as source_currency,
        c.commission_amount as source_amount, ${payoutCurrency} as currency,
        ${earnedBefore(periodStart(periodFrom))} as earlier
      from commissions c join partners p on p.id = c.partner_id
      where ${earnedBefore(periodEnd(periodTo))}
        and c.status in ('approved', 'pending', 'on_hold') and (c.status <> 'approved' or ${inNoPayout})
        and (${partnerIds ?? null}::uuid[] is null or c.partner_id = any (${partnerIds ?? null}::uuid[]))
    ), ${conversion(ctx)}, parts as (
      select d.partner_id, d.currency, d.source_currency, d.rate, d.rate_on, d.missing,
        count(*) filter (where d.approved) as commissions,
        sum(d.source_amount) filter (where d.approved)::bigint as source_amount,
        sum(d.amount) filter (where d.approved) as amount,
        sum(d.amount) filter (where d.approved and d.earlier) as carried_over,
        sum(d.amount) filter (where not d.approved) as not_yet,
        sum(d.source_amount) filter (where d.amount is null)::bigint as unconverted,
        coalesce(max(abs(d.amount)), 0) as largest
      from converted d group by 1, 2, 3, 4, 5, 6
    )
    select d.partner_id, p.name as partner_name, p.status as partner_status, p.payout_hint, d.currency, m.minimum,
      ${paymentHold(sql`d.partner_id`, ctx.now)} as held_for,
      p.user_id is not distinct from ${ctx.actor.userId}::uuid as own,
      ${shown(sql`sum(d.amount)`)} as amount, ${shown(sql`sum(d.carried_over)`)} as carried_over,
      ${shown(sql`sum(d.not_yet)`)} as not_yet, sum(d.commissions)::int as commissions,
      greatest(max(d.largest), sum(d.amount)) > ${MAX_MINOR} as too_large,
      coalesce(json_agg(json_build_object('currency', d.source_currency, 'amount', d.source_amount,
        'converted', ${shown(sql`d.amount`)}, 'rate', d.rate::text, 'on', d.rate_on::text) order by d.source_currency)
        filter (where d.rate is not null and d.commissions > 0), '[]') as conversions,
      coalesce(json_agg(json_build_object('currency', d.source_currency, 'amount', d.unconverted) order by d.source_currency)
        filter (where d.unconverted is not null), '[]') as unconverted,
      (json_agg(d.missing order by d.source_currency) filter (where d.missing is not null and d.commissions > 0))->0 as missing
    from parts d join partners p on p.id = d.partner_id join minimums m using (currency)
    group by d.partner_id, p.name, p.status, p.payout_hint, p.user_id, d.currency, m.minimum
    order by sum(d.amount) desc nulls last, p.name, d.partner_id`.execute(ctx.db)
  const preview = rows.map(
    ({ partnerStatus, heldFor, minimum, tooLarge, missing, own, ...row }): PreviewRow => ({
      ...row,
      leftOut:
        rateObstacle(missing) ??
        (tooLarge ? 'This is more than one payout can hold.' : null) ??
        leftOut(row, minimum, partnerStatus, heldFor) ??
        (own ? 'This is you: a colleague has to make your payout.' : null),
    }),
  )
  const totals = new Map<string, { amount: number; payouts: number }>()
  for (const { leftOut, currency, amount } of preview) {
    if (leftOut) continue
    const sum = totals.get(currency) ?? { amount: 0, payouts: 0 }
    totals.set(currency, { amount: sum.amount + amount, payouts: sum.payouts + 1 })
  }
  return { rows: preview, totals: [...totals].map(([currency, sum]) => ({ currency, ...sum })) }
}

/** A sum that may be larger than an amount can be; too_large says so. */
const shown = (sum: RawBuilder<unknown>) =>
  sql`least(greatest(coalesce(${sum}, 0), ${-MAX_MINOR}), ${MAX_MINOR})::bigint`

function rateObstacle(missing: Due['missing']): string | null {
  if (!missing) return null
  const { from, to, since } = missing
  return `No rate from ${from} to ${to}${since ? ` since ${formatDate(`${since}T12:00Z`, 'UTC')}` : ''}. Import rates, then it is paid.`
}

type Sums = Pick<PreviewRow, 'amount' | 'commissions'>

function leftOut(
  { amount, commissions }: Sums,
  minimum: number,
  partnerStatus: string,
  heldFor: string | null,
): string | null {
  if (commissions === 0) return 'Nothing to pay yet.'
  if (heldFor) return `Held: ${heldFor}`
  if (amount < 0)
    return 'More was clawed back than is due. The rest is carried over and comes off the next run.'
  if (amount === 0)
    return 'Commissions and clawbacks cancel each other out. They are carried over to the next run.'
  if (partnerStatus === 'suspended' || partnerStatus === 'banned')
    return `Held: the partner is ${partnerStatus}.`
  if (amount < minimum && partnerStatus === 'active')
    return 'Below the minimum, carried over to the next run.'
  return null
}
