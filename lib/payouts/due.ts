import { type RawBuilder, sql } from 'kysely'
import type { QueryContext } from '../api/context'
import { minimumFor } from './rules'
import type { PayoutPreview, PayoutSelection, PreviewRow } from './schema'

type Due = {
  partnerId: string
  partnerName: string
  partnerStatus: string
  payoutHint: string | null
  currency: string
  amount: number
  commissions: number
  carriedOver: number
  notYet: number
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

/** Approved commissions in no live payout; `c` is commissions. */
export const isDue = sql`c.status = 'approved' and not exists (
  select 1 from payout_items i where i.commission_id = c.id and i.released_at is null)`

export async function payoutRules({ db, actor }: Pick<QueryContext, 'db' | 'actor'>) {
  return db
    .selectFrom('workspaces')
    .select(['currency', 'minimumPayout', 'payoutApprovalThreshold'])
    .where('id', '=', actor.workspace.id)
    .executeTakeFirstOrThrow()
}

/** What a run over a period would pay, and what it would leave for later and why. */
export async function previewPayouts(
  ctx: QueryContext,
  selection: PayoutSelection,
): Promise<PayoutPreview> {
  const { periodFrom, periodTo, partnerIds } = selection
  const rules = await payoutRules(ctx)
  const { rows } = await sql<Due>`
    select c.partner_id, p.name as partner_name, p.status as partner_status, p.payout_hint, c.currency,
      coalesce(sum(c.commission_amount) filter (where c.status = 'approved'), 0)::bigint as amount,
      count(*) filter (where c.status = 'approved') as commissions,
      coalesce(sum(c.commission_amount) filter (where c.status = 'approved'
        and ${earnedBefore(periodStart(periodFrom))}), 0)::bigint as carried_over,
      coalesce(sum(c.commission_amount) filter (where c.status <> 'approved'), 0)::bigint as not_yet
    from commissions c join partners p on p.id = c.partner_id
    where ${earnedBefore(periodEnd(periodTo))}
      and c.status in ('approved', 'pending', 'on_hold') and (c.status <> 'approved' or (${isDue}))
      and (${partnerIds ?? null}::uuid[] is null or c.partner_id = any (${partnerIds ?? null}::uuid[]))
    group by c.partner_id, p.name, p.status, p.payout_hint, c.currency
    order by 6 desc, p.name, c.partner_id`.execute(ctx.db)
  const preview = rows.map(({ partnerStatus, ...row }): PreviewRow => {
    const minimum = minimumFor(row.currency, rules)
    return { ...row, leftOut: leftOut(row, minimum, partnerStatus) }
  })
  const totals = new Map<string, { amount: number; payouts: number }>()
  for (const { leftOut, currency, amount } of preview) {
    if (leftOut) continue
    const sum = totals.get(currency) ?? { amount: 0, payouts: 0 }
    totals.set(currency, { amount: sum.amount + amount, payouts: sum.payouts + 1 })
  }
  return { rows: preview, totals: [...totals].map(([currency, sum]) => ({ currency, ...sum })) }
}

type Sums = Pick<Due, 'amount' | 'commissions'>

function leftOut(
  { amount, commissions }: Sums,
  minimum: number,
  partnerStatus: string,
): string | null {
  if (commissions === 0) return 'Nothing approved yet.'
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
