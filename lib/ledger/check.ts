import { sql } from 'kysely'
import type { Db } from '../db/with-actor'

const accounts = ['held', 'payable', 'onItsWay', 'paid', 'clawedBack'] as const
type Account = (typeof accounts)[number]
type Sums = Record<Account, number>

/** A partner whose balance is not what the statuses of commissions and payouts say. */
export type LedgerDifference = {
  partnerId: string
  partnerName: string
  currency: string
  differences: { account: Account; ledger: number; expected: number }[]
}

type Row = {
  partnerId: string
  partnerName: string
  currency: string
  ledger: Sums
  expected: Sums
}

const sumsOf = (row: string) =>
  sql.raw(`json_build_object('held', coalesce(${row}.held, 0), 'payable', coalesce(${row}.payable, 0),
    'onItsWay', coalesce(${row}.on_its_way, 0), 'paid', coalesce(${row}.paid, 0),
    'clawedBack', coalesce(${row}.clawed_back, 0))`)

/** Compares every balance of the workspace with the statuses; empty when the books are right. */
export async function ledgerDifferences(db: Db): Promise<LedgerDifference[]> {
  const { rows } = await sql<Row>`
    with moved as (
      select c.partner_id, c.currency,
        case when c.status in ('pending','on_hold') then c.commission_amount else 0 end as held,
        case when c.status = 'approved' or (c.status = 'paid' and i.id is not null) then c.commission_amount else 0 end as payable,
        0 as on_its_way,
        case when c.status = 'paid' and i.id is null then c.commission_amount else 0 end as paid,
        case when c.kind = 'clawback' and c.status not in ('rejected','reversed') then -c.commission_amount else 0 end as clawed_back
      from commissions c left join payout_items i on i.commission_id = c.id and i.released_at is null
      union all
      select y.partner_id, y.currency, 0, -y.amount,
        case when y.status in ('processing','unknown') then y.amount else 0 end,
        case when y.status = 'paid' then y.amount else 0 end, 0
      from payouts y where y.status in ('processing','unknown','paid')
      union all
      -- What was converted left one balance and entered another.
      select y.partner_id, m.currency, 0, m.amount, 0, 0, 0
      from payout_items i join payouts y on y.workspace_id = i.workspace_id and y.id = i.payout_id
      cross join lateral (values (i.source_currency, -i.source_amount), (y.currency, i.amount)) m(currency, amount)
      where i.rate is not null and i.released_at is null
    ), expected as (
      select partner_id, currency, sum(held)::bigint as held, sum(payable)::bigint as payable,
        sum(on_its_way)::bigint as on_its_way, sum(paid)::bigint as paid, sum(clawed_back)::bigint as clawed_back
      from moved group by partner_id, currency
    )
    select partner_id, (select p.name from partners p where p.id = partner_id) as partner_name, currency,
      ${sumsOf('b')} as ledger, ${sumsOf('x')} as expected
    from expected x full join (select b.* from partner_balances b) b using (partner_id, currency)
    where (coalesce(b.held, 0), coalesce(b.payable, 0), coalesce(b.on_its_way, 0), coalesce(b.paid, 0), coalesce(b.clawed_back, 0))
      is distinct from
      (coalesce(x.held, 0), coalesce(x.payable, 0), coalesce(x.on_its_way, 0), coalesce(x.paid, 0), coalesce(x.clawed_back, 0))
    order by 2, 1, 3`.execute(db)
  return rows.map(({ ledger, expected, ...row }) => ({
    ...row,
    differences: accounts
      .filter((account) => ledger[account] !== expected[account])
      .map((account) => ({ account, ledger: ledger[account], expected: expected[account] })),
  }))
}
