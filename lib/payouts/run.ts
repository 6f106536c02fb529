import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { CommandContext } from '../api/context'
import { AppError } from '../errors'
import { recordMany } from '../events/record'
import { MAX_MINOR } from '../money'
import { heldPartners } from '../risk/queries'
import { conversion, earnedBefore, isDue, payoutCurrency, periodEnd } from './due'
import { findRun } from './queries'
import type { PayoutRun, PayoutRunInput } from './schema'

type Made = {
  id: string
  partnerId: string
  amount: number
  currency: string
  commissionIds: string[]
  /** What the payout converts, each at the rate of the day. */
  rates: { currency: string; rate: string; on: string }[]
}

/**
 * Makes a run: one draft payout per partner and currency over everything that is due, converted for
 * partners who chose a currency. Runs of a workspace are made one after the other and lock their commissions, so no commission is taken twice.
 */
export async function createRun(ctx: CommandContext, input: PayoutRunInput): Promise<PayoutRun> {
  const { actor, now, db, tx } = ctx
  await sql`select pg_advisory_xact_lock(hashtextextended(${`payouts:${actor.workspace.id}`}, 0))::text`.execute(
    db,
  )
  const runId = uuidv7()
  await tx.payoutRun.create({
    select: { id: true },
    data: {
      id: runId,
      workspaceId: actor.workspace.id,
      periodFrom: new Date(input.periodFrom),
      periodTo: new Date(input.periodTo),
      note: input.note ?? null,
      createdBy: actor.userId,
      createdAt: now,
    },
  })
  const chosen = input.partnerIds ?? null
  const { rows } = await sql<Made>`
    with chosen as materialized (
      select c.id, c.partner_id, p.status as partner_status, c.currency as source_currency,
        c.commission_amount as source_amount, ${payoutCurrency} as currency
      from commissions c join partners p on p.id = c.partner_id
      where ${isDue(now)} and ${earnedBefore(periodEnd(input.periodTo))} and p.status in ('active', 'inactive')
        and p.user_id is distinct from ${actor.userId}::uuid
        and (${chosen}::uuid[] is null or c.partner_id = any (${chosen}::uuid[]))
      order by c.id for update of c
    ), ${conversion(ctx)}, payable as materialized (
      select uuid_v7() as id, d.partner_id, d.currency, sum(d.amount)::bigint as amount, array_agg(d.id) as commission_ids,
        case when d.partner_status = 'active' then m.minimum else 0 end as minimum
      from converted d join minimums m using (currency)
      where d.partner_id <> all (${heldPartners(now)})
      group by d.partner_id, d.currency, d.partner_status, m.minimum
      having bool_and(d.amount is not null) and sum(d.amount) > 0
        and sum(d.amount) >= case when d.partner_status = 'active' then m.minimum else 0 end
        and greatest(max(abs(d.amount)), sum(d.amount)) <= ${MAX_MINOR}
    ), made as (
      insert into payouts (id, workspace_id, run_id, partner_id, currency, amount, minimum, created_by, created_at)
      select id, ${actor.workspace.id}::uuid, ${runId}::uuid, partner_id, currency, amount, minimum,
        ${actor.userId}::uuid, ${now}::timestamptz
      from payable returning id, partner_id, currency, amount
    )
    select m.id, m.partner_id, m.currency, m.amount, b.commission_ids,
      coalesce((select json_agg(json_build_object('currency', x.source_currency, 'rate', x.rate::text, 'on', x.rate_on::text))
        from pairs x where x.currency = m.currency and x.rate is not null), '[]') as rates
    from made m join payable b using (id)`.execute(db)
  if (rows.length === 0)
    throw new AppError(
      'conflict',
      'Nothing can be paid for this period: nothing is due, or it is below the minimum, was clawed back, or has no exchange rate.',
    )
  checkExpected(rows, input.expected)
  const items = rows.flatMap(({ id, commissionIds }) =>
    commissionIds.map((commission) => [id, commission]),
  )
  const rates = rows.flatMap(({ id, rates }) => rates.map((rate) => ({ id, ...rate })))
  await sql`
    insert into payout_items (workspace_id, payout_id, commission_id, amount, source_amount, source_currency,
      rate, rate_on, created_at)
    select c.workspace_id, i.payout_id, c.id,
      coalesce(convert_money(c.commission_amount, r.rate, c.currency, y.currency), c.commission_amount),
      c.commission_amount, c.currency, r.rate, r.rate_on, ${now}::timestamptz
    from unnest(${items.map(([payout]) => payout)}::uuid[], ${items.map(([, commission]) => commission)}::uuid[])
      as i(payout_id, commission_id)
    join commissions c on c.id = i.commission_id
    join payouts y on y.id = i.payout_id
    left join unnest(${rates.map(({ id }) => id)}::uuid[], ${rates.map(({ currency }) => currency)}::text[],
      ${rates.map(({ rate }) => rate)}::numeric[], ${rates.map(({ on }) => on)}::date[])
      as r(payout_id, currency, rate, rate_on) on r.payout_id = y.id and r.currency = c.currency and c.currency <> y.currency`.execute(
    db,
  )
  await recordMany(
    ctx,
    rows.map(({ id, amount, currency }) => ({
      type: 'payout.drafted',
      subject: { type: 'payout', id },
      data: { amount, currency },
    })),
  )
  return findRun(db, runId)
}

function checkExpected(made: Made[], expected: PayoutRunInput['expected']) {
  if (!expected) return
  const sums = new Map<string, number>()
  for (const { currency, amount } of made) sums.set(currency, (sums.get(currency) ?? 0) + amount)
  const same =
    sums.size === expected.length &&
    expected.every(({ currency, amount }) => sums.get(currency) === amount)
  if (!same)
    throw new AppError(
      'conflict',
      'What is due has changed since you looked. Please check the preview again.',
    )
}
