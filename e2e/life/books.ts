import { expect } from 'vitest'
import { asOwner } from '@/e2e/people'
import { replay, replayClawback } from '@/lib/commissions/rules'
import type { ClawbackSnapshot, Snapshot } from '@/lib/commissions/schema'
import { readAs } from '@/lib/db/with-actor'
import { ledgerDifferences } from '@/lib/ledger/check'
import type { Agency } from './agency'

type Checked = Pick<Agency, 'workspace' | 'owner' | 'checked'>

/** Everything that must hold after every step, each as the rows that break it. */
const wrong = `
  with w as (select $1::uuid as id)
  select 'a ledger transaction is not zero' as what, e.transaction_id::text as row
    from ledger_entries e join ledger_accounts a on a.id = e.account_id
    where e.workspace_id = (select id from w) group by e.transaction_id, a.currency having sum(e.amount) <> 0 or count(*) < 2
  union all
  select 'a commission is in two live payouts', i.commission_id::text from payout_items i
    where i.workspace_id = (select id from w) and i.released_at is null group by i.commission_id having count(*) > 1
  union all
  select 'a commission is paid without a paid payout, or the other way round', c.id::text
    from commissions c where c.workspace_id = (select id from w) and (c.status = 'paid') <> exists (
      select 1 from payout_items i join payouts y on y.id = i.payout_id
      where i.commission_id = c.id and i.released_at is null and y.status = 'paid')
  union all
  select 'a payout pays nothing or less', y.id::text from payouts y
    where y.workspace_id = (select id from w) and y.status <> 'cancelled' and y.amount <= 0
  union all
  select 'more is taken back than a commission came to', b.id::text from commissions b
    join commissions k on k.base_id = b.id and k.status not in ('rejected', 'reversed')
    where b.workspace_id = (select id from w) group by b.id, b.commission_amount
    having -sum(k.commission_amount) > b.commission_amount
  union all
  select 'the sandbox paid what nobody here knows of', s.idempotency_key from sandbox_transfers s
    where s.workspace_id = (select id from w) and s.status = 'paid' and not exists (
      select 1 from payout_transfers t where t.workspace_id = s.workspace_id and t.idempotency_key = s.idempotency_key
        and t.amount = s.amount and t.status <> 'failed')
  union all
  select 'a payout is paid by no money', t.id::text from payout_transfers t
    where t.workspace_id = (select id from w) and t.provider = 'sandbox' and t.status = 'paid' and not exists (
      select 1 from sandbox_transfers s where s.workspace_id = t.workspace_id and s.idempotency_key = t.idempotency_key
        and s.status = 'paid' and s.amount = t.amount)
  union all
  select 'one key pays twice', t.idempotency_key from payout_transfers t
    where t.workspace_id = (select id from w) and t.status = 'paid' group by t.idempotency_key having count(*) > 1
  union all
  -- What is paid or on its way was earned; only what was taken back since may be missing.
  select 'more is paid than was earned', b.partner_id::text from (
    select y.partner_id, i.source_currency as currency, sum(i.source_amount) as paid from payout_items i
    join payouts y on y.id = i.payout_id
    where i.workspace_id = (select id from w) and i.released_at is null and y.status in ('processing', 'unknown', 'paid')
    group by 1, 2) b
    where b.paid > (select coalesce(sum(c.commission_amount), 0) from commissions c where c.partner_id = b.partner_id
      and c.currency = b.currency and c.status in ('approved', 'paid') and c.kind <> 'clawback')`

type Row = { id: string; kind: string; amount: number; snapshot: Snapshot | ClawbackSnapshot }

/** Ledger, statuses, payouts, provider and snapshots agree. */
export async function booksAreRight(agency: Checked) {
  const { workspace, checked } = agency
  expect(await asOwner(wrong, [workspace.id], 'wrong')).toEqual([])
  expect(await readAs(agency.owner, ledgerDifferences, { keepPlans: true })).toEqual([])
  // What was recorded never changes, so once is enough.
  const rows = await asOwner<Row>(
    `select id, kind, commission_amount::float8 as amount, snapshot from commissions where workspace_id = $1 and id <> all ($2::uuid[])`,
    [workspace.id, [...checked]],
  )
  for (const { id, kind, amount, snapshot } of rows) {
    const again =
      kind === 'clawback'
        ? replayClawback(snapshot as ClawbackSnapshot)
        : replay(snapshot as Snapshot)
    expect(again, `replay of a ${kind}`).toBe(amount)
    checked.add(id)
  }
}

/** Nothing is left waiting: what was sent is paid, or failed, and the provider says the same. */
export async function nothingIsOpen(agency: Pick<Agency, 'workspace'>) {
  const open = await asOwner(
    `select y.id, y.status, t.provider, t.attempt, t.status as transfer, t.called_at, t.error, s.status as sandbox
     from payouts y left join payout_transfers t on t.payout_id = y.id
     left join sandbox_transfers s on s.workspace_id = y.workspace_id and s.idempotency_key = t.idempotency_key
     where y.workspace_id = $1 and y.status in ('processing', 'unknown') order by t.attempt`,
    [agency.workspace.id],
  )
  expect(open).toEqual([])
  const [sums] = await asOwner<{ sandbox: string; ours: string }>(
    `select (select coalesce(sum(amount), 0) from sandbox_transfers where workspace_id = $1 and status = 'paid') as sandbox,
       (select coalesce(sum(amount), 0) from payout_transfers where workspace_id = $1 and status = 'paid' and provider = 'sandbox') as ours`,
    [agency.workspace.id],
  )
  expect(sums?.ours).toBe(sums?.sandbox)
}
