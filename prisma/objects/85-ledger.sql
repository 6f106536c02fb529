-- The ledger writes itself: whatever changes a commission or a payout, one at a time or ten thousand
-- in a statement, posts the movement of the money in the same statement. Nobody else can write it.

-- uuid_v7() with microseconds behind its milliseconds (RFC 9562, method 3): entries of one moment are
-- listed in the order in which they were written, those of a transaction side by side.
create or replace function entry_id() returns uuid
language sql volatile parallel safe set search_path = pg_catalog
as $$
  select encode(
    overlay(uuid_send(gen_random_uuid())
      placing substring(int8send(t.micros / 1000) from 3) || int2send((28672 + t.micros % 1000 * 4)::int2) from 1 for 8),
    'hex')::uuid
  from (select (extract(epoch from clock_timestamp()) * 1000000)::bigint as micros) t
$$;

-- Writes movements of {workspace_id, kind, partner_id, commission_id, payout_id, currency, occurred_at,
-- actor_user_id, reason, source, target, amount}: the amount leaves one account and enters the other.
create or replace function post_moves(p_moves jsonb) returns void
language plpgsql volatile set search_path = pg_catalog, public
as $$
begin
  -- Sorted, so that two transactions which open the same accounts wait in the same order.
  insert into ledger_accounts (workspace_id, kind, partner_id, currency)
  select distinct m.workspace_id, a.kind,
    case when a.kind not in ('commission_expense','clearing','conversion','rounding') then m.partner_id end, m.currency
  from jsonb_to_recordset(p_moves) m(workspace_id uuid, partner_id uuid, currency text, source text, target text)
  cross join lateral (values (m.source), (m.target)) a(kind)
  order by 1, 2, 3, 4
  on conflict do nothing;

  -- A statement of its own: it sees the accounts that others have opened meanwhile.
  with moved as materialized (
    select uuid_v7() as id, m.*
    from rows from (jsonb_to_recordset(p_moves) as (workspace_id uuid, kind text, partner_id uuid, commission_id uuid,
      payout_id uuid, currency text, occurred_at timestamptz, actor_user_id uuid, reason text, source text, target text,
      amount bigint)) with ordinality m
  ), written as (
    insert into ledger_transactions (id, workspace_id, kind, partner_id, commission_id, payout_id, currency, occurred_at,
      actor_user_id, reason)
    select id, workspace_id, kind, partner_id, commission_id, payout_id, currency, occurred_at, actor_user_id, reason
    from moved
  )
  insert into ledger_entries (id, workspace_id, transaction_id, account_id, partner_id, occurred_at, amount)
  select entry_id(), legs.*
  from (
    select m.workspace_id, m.id,
      -- Looked up one by one in the index: a join has scanned all accounts for each entry.
      case when l.own then (select a.id from ledger_accounts a where a.workspace_id = m.workspace_id
          and a.kind = l.kind and a.partner_id is null and a.currency = m.currency)
        else (select a.id from ledger_accounts a where a.workspace_id = m.workspace_id
          and a.kind = l.kind and a.partner_id = m.partner_id and a.currency = m.currency) end as account_id,
      case when not l.own then m.partner_id end as partner_id, m.occurred_at, l.amount
    from moved m
    cross join lateral (select x.leg, x.kind, x.amount, x.kind in ('commission_expense','clearing','conversion','rounding') as own
      from (values (1, m.source, -m.amount), (2, m.target, m.amount)) x(leg, kind, amount)) l
    order by m.ordinality, l.leg offset 0
  ) legs;
end $$;

-- Where the money of a commission in a status is. A rejected or reversed one is back where it came from.
create or replace function commission_account(p_status text, p_kind text) returns text
language sql immutable parallel safe set search_path = pg_catalog
as $$
  select case
    when p_status in ('pending','on_hold') then 'held'
    when p_status in ('approved','paid') then 'payable'
    when p_kind = 'clawback' then 'clawed_back'
    else 'commission_expense' end
$$;

create or replace function post_commissions() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
declare moves jsonb;
begin
  if tg_op = 'INSERT' then
    select jsonb_agg(jsonb_build_object('workspace_id', n.workspace_id, 'partner_id', n.partner_id, 'commission_id', n.id,
      'currency', n.currency, 'reason', n.reason, 'amount', n.commission_amount,
      'actor_user_id', coalesce(app_user_id(), n.imported_by), 'source', commission_account('reversed', n.kind),
      'kind', case when n.status = 'paid' then 'imported' when n.kind in ('base','bonus') then 'commission_earned'
        when n.kind = 'clawback' then 'clawback' else 'adjustment' end,
      -- Paid elsewhere, before it came here.
      'target', case when n.status = 'paid' then 'paid' else commission_account(n.status, n.kind) end,
      'occurred_at', case when n.status = 'paid' then n.paid_at else n.earned_at end) order by n.id) into moves
    from new_rows n
    where n.commission_amount <> 0 and n.status not in ('rejected','reversed');
  else
    -- What becomes paid moves with its payout.
    select jsonb_agg(jsonb_build_object('workspace_id', n.workspace_id, 'partner_id', n.partner_id, 'commission_id', n.id,
      'currency', n.currency, 'reason', n.reason, 'amount', n.commission_amount, 'actor_user_id', app_user_id(),
      'source', commission_account(o.status, n.kind), 'target', commission_account(n.status, n.kind),
      'kind', 'commission_' || case commission_account(n.status, n.kind) when 'held' then 'held' when 'payable' then 'approved'
        else n.status end,
      'occurred_at', coalesce(n.status_changed_at, n.earned_at)) order by n.id) into moves
    from new_rows n join old_rows o using (id)
    where n.status <> o.status and n.commission_amount <> 0
      and commission_account(n.status, n.kind) <> commission_account(o.status, n.kind);
  end if;
  if moves is not null then perform post_moves(moves); end if;
  return null;
end $$;
comment on function post_commissions is 'Definer: the ledger is written by its triggers alone; no login may insert into it.';
create or replace trigger post_insert after insert on commissions
  referencing new table as new_rows for each statement execute function post_commissions();
create or replace trigger post_update after update on commissions
  referencing old table as old_rows new table as new_rows for each statement execute function post_commissions();

-- Where the money of a payout in a status is.
create or replace function payout_account(p_status text) returns text
language sql immutable parallel safe set search_path = pg_catalog
as $$
  select case when p_status in ('processing','unknown') then 'clearing' when p_status = 'paid' then 'paid' else 'payable' end
$$;

create or replace function post_payouts() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
declare moves jsonb;
begin
  select jsonb_agg(jsonb_build_object('workspace_id', n.workspace_id, 'partner_id', n.partner_id, 'payout_id', n.id,
    'currency', n.currency, 'reason', n.reason, 'amount', n.amount, 'actor_user_id', app_user_id(),
    'source', payout_account(o.status), 'target', payout_account(n.status), 'occurred_at', coalesce(n.status_changed_at, n.created_at),
    'kind', case payout_account(n.status) when 'clearing' then 'payout_processing' when 'paid' then 'payout_paid' else 'payout_failed' end)
    order by n.id) into moves
  from new_rows n join old_rows o using (id)
  where payout_account(n.status) <> payout_account(o.status);
  if moves is not null then perform post_moves(moves); end if;
  return null;
end $$;
comment on function post_payouts is 'Definer: the ledger is written by its triggers alone; no login may insert into it.';
create or replace trigger post_update after update on payouts
  referencing old table as old_rows new table as new_rows for each statement execute function post_payouts();

-- A payout begins with its money still payable; nothing moves until it is sent.
create or replace function check_new_payout() returns trigger
language plpgsql set search_path = pg_catalog
as $$
begin
  raise exception 'a payout begins as a draft' using errcode = 'TD001', table = 'payouts';
end $$;
create or replace trigger check_new_payout before insert on payouts
  for each row when (new.status <> 'draft') execute function check_new_payout();

-- Checked at commit, when all entries are written.
create or replace function check_ledger_transaction() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
declare
  entries bigint;
  total numeric;
  fitting boolean;
begin
  select count(*), sum(e.amount), bool_and(a.currency = new.currency and e.occurred_at = new.occurred_at
      and e.partner_id is not distinct from a.partner_id and coalesce(a.partner_id, new.partner_id) = new.partner_id)
    into entries, total, fitting
  from ledger_entries e join ledger_accounts a on a.workspace_id = e.workspace_id and a.id = e.account_id
  where e.workspace_id = new.workspace_id and e.transaction_id = new.id;
  if entries < 2 or total <> 0 or not fitting then
    raise exception 'a ledger transaction sums to zero over entries of one currency, this one of % entries to %', entries, total
      using errcode = 'TD006', table = 'ledger_transactions';
  end if;
  return null;
end $$;
comment on function check_ledger_transaction is 'Definer: the sum must be over all entries, also those the writer may not see.';
do $$ begin
  if not exists (select 1 from pg_trigger where tgname = 'check_ledger_transaction') then
    create constraint trigger check_ledger_transaction after insert on ledger_transactions
      deferrable initially deferred for each row execute function check_ledger_transaction();
  end if;
end $$;

-- So that the check at commit covers every entry there will ever be.
create or replace function check_ledger_entries() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
begin
  if exists (
    select 1 from new_rows n join ledger_transactions t on t.workspace_id = n.workspace_id and t.id = n.transaction_id
    where t.created_at <> transaction_timestamp()
  ) then
    raise exception 'entries are written with their transaction' using errcode = 'TD002', table = 'ledger_entries';
  end if;
  return null;
end $$;
comment on function check_ledger_entries is 'Definer: it must find the transactions that the writer may not see.';
create or replace trigger check_ledger_entries after insert on ledger_entries
  referencing new table as new_rows for each statement execute function check_ledger_entries();

do $$
declare t text;
begin
  foreach t in array array['ledger_accounts','ledger_transactions','ledger_entries'] loop
    execute format('create or replace trigger refuse_rewriting before update or delete on %I
      for each row execute function public.refuse_rewriting()', t);
  end loop;
end $$;

-- What a partner is owed and has got, per currency. A transfer in flight is what its payouts took from
-- payable and have not put into paid, so that partners read it from their own entries.
create or replace view partner_balances with (security_invoker = true) as
select e.workspace_id, e.partner_id, a.currency,
  coalesce(sum(e.amount) filter (where a.kind = 'held'), 0)::bigint as held,
  coalesce(sum(e.amount) filter (where a.kind = 'payable'), 0)::bigint as payable,
  coalesce(-sum(e.amount) filter (where t.kind in ('payout_processing','payout_paid','payout_failed')), 0)::bigint as on_its_way,
  coalesce(sum(e.amount) filter (where a.kind = 'paid'), 0)::bigint as paid,
  coalesce(sum(e.amount) filter (where a.kind = 'clawed_back'), 0)::bigint as clawed_back
from ledger_entries e
join ledger_accounts a on a.workspace_id = e.workspace_id and a.id = e.account_id
join ledger_transactions t on t.workspace_id = e.workspace_id and t.id = e.transaction_id
where e.partner_id is not null
group by e.workspace_id, e.partner_id, a.currency;
