import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { CommandContext } from '../api/context'
import { AppError } from '../errors'
import { recordMany } from '../events/record'
import { earnedBefore, isDue, payoutRules, periodEnd } from './due'
import { findRun } from './queries'
import type { PayoutRun, PayoutRunInput } from './schema'

type Made = {
  id: string
  partnerId: string
  amount: number
  currency: string
  commissionIds: string[]
}

/**
 * Makes a run: one draft payout per partner and currency over everything that is due. Runs of a
 * workspace are made one after the other and lock their commissions, so no commission is taken twice.
 */
export async function createRun(ctx: CommandContext, input: PayoutRunInput): Promise<PayoutRun> {
  const { actor, now, db, tx } = ctx
  const rules = await payoutRules(ctx)
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
    with due as materialized (
      select c.id, c.partner_id, c.currency, c.commission_amount
      from commissions c
      where ${isDue} and ${earnedBefore(periodEnd(input.periodTo))}
        and (${chosen}::uuid[] is null or c.partner_id = any (${chosen}::uuid[]))
      order by c.id for update of c
    ), payable as materialized (
      select uuid_v7() as id, d.partner_id, d.currency, sum(d.commission_amount)::bigint as amount,
        case when d.currency = ${rules.currency} and p.status = 'active' then ${rules.minimumPayout}::bigint else 0 end as minimum
      from due d join partners p on p.id = d.partner_id
      where p.status in ('active', 'inactive')
      group by d.partner_id, d.currency, p.status
      having sum(d.commission_amount) > 0
        and sum(d.commission_amount) >= case when d.currency = ${rules.currency} and p.status = 'active'
          then ${rules.minimumPayout}::bigint else 0 end
    ), made as (
      insert into payouts (id, workspace_id, run_id, partner_id, currency, amount, minimum, created_by, created_at)
      select id, ${actor.workspace.id}::uuid, ${runId}::uuid, partner_id, currency, amount, minimum,
        ${actor.userId}::uuid, ${now}::timestamptz
      from payable returning id, partner_id, currency, amount
    )
    select m.id, m.partner_id, m.currency, m.amount,
      array(select d.id from due d where d.partner_id = m.partner_id and d.currency = m.currency) as commission_ids
    from made m`.execute(db)
  if (rows.length === 0)
    throw new AppError(
      'conflict',
      'Nothing is due in this period, or all of it is below the minimum or was clawed back.',
    )
  checkExpected(rows, input.expected)
  const items = rows.flatMap(({ id, commissionIds }) =>
    commissionIds.map((commission) => [id, commission]),
  )
  await sql`
    insert into payout_items (workspace_id, payout_id, commission_id, amount, created_at)
    select c.workspace_id, i.payout_id, c.id, c.commission_amount, ${now}::timestamptz
    from unnest(${items.map(([payout]) => payout)}::uuid[], ${items.map(([, commission]) => commission)}::uuid[])
      as i(payout_id, commission_id)
    join commissions c on c.id = i.commission_id`.execute(db)
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
