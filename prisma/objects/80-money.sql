-- What a commission says about a deal never changes, and nobody approves what pays them.
create or replace function guard_commission() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
begin
  if (new.workspace_id, new.partner_id, new.client_lead_id, new.close_no, new.kind, new.project_value, new.commission_rate,
      new.commission_amount, new.currency, new.tier_at_sale, new.snapshot, new.earned_at, new.base_id, new.refund_id,
      new.rule_id, new.rule_version, new.hold_until)
    is distinct from
     (old.workspace_id, old.partner_id, old.client_lead_id, old.close_no, old.kind, old.project_value, old.commission_rate,
      old.commission_amount, old.currency, old.tier_at_sale, old.snapshot, old.earned_at, old.base_id, old.refund_id,
      old.rule_id, old.rule_version, old.hold_until)
  then
    raise exception 'a commission is never recomputed in place' using errcode = 'TD002', table = 'commissions';
  end if;
  if new.status = 'approved' and old.status <> 'approved' and exists (
    select 1 from partners p where p.id = new.partner_id and p.user_id = new.approved_by
  ) then
    raise exception 'the approver of a commission is not its beneficiary' using errcode = 'TD004', table = 'commissions';
  end if;
  if new.kind = 'adjustment' and new.status = 'approved' and old.status <> 'approved' and new.snapshot->>'madeBy' = new.approved_by::text then
    raise exception 'whoever makes an adjustment does not approve it' using errcode = 'TD012', table = 'commissions';
  end if;
  if old.status = 'approved' and new.status in ('on_hold', 'reversed') and exists (
    select 1 from payout_items i where i.commission_id = new.id and i.released_at is null
  ) then
    raise exception 'a commission in a live payout stays approved' using errcode = 'TD007', table = 'commissions';
  end if;
  -- Its own arrow is to be paid; all others it takes with its base, which has taken them already.
  if new.kind = 'clawback' and new.status not in (old.status, 'paid') and not exists (
    select 1 from commissions b where b.workspace_id = new.workspace_id and b.id = new.base_id and b.status = new.status
  ) then
    raise exception 'a clawback follows its commission' using errcode = 'TD008', table = 'commissions';
  end if;
  if new.kind in ('base','bonus') and new.status in ('rejected','reversed') and old.status <> new.status and exists (
    select 1 from commissions k where k.workspace_id = new.workspace_id and k.base_id = new.id and k.status = 'paid'
  ) then
    raise exception 'a commission of which a part was taken back in a payout is settled by clawbacks'
      using errcode = 'TD009', table = 'commissions';
  end if;
  return new;
end $$;
create or replace trigger guard_commission before update on commissions
  for each row execute function guard_commission();

create or replace function guard_payout() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
begin
  if (new.workspace_id, new.run_id, new.partner_id, new.currency, new.minimum, new.created_by)
    is distinct from (old.workspace_id, old.run_id, old.partner_id, old.currency, old.minimum, old.created_by)
    or (old.status <> 'draft' and new.amount <> old.amount)
  then
    raise exception 'a payout is frozen once approved' using errcode = 'TD002', table = 'payouts';
  end if;
  if new.status = 'approved' and old.status <> 'approved' then
    if exists (select 1 from partners p where p.id = new.partner_id and p.user_id = new.approved_by) then
      raise exception 'the approver of a payout is not its beneficiary' using errcode = 'TD004', table = 'payouts';
    end if;
    if new.approved_by = new.created_by and over_approval_threshold(new.workspace_id, new.amount, new.currency, new.created_at) then
      raise exception 'a payout of this size needs a second person' using errcode = 'TD005', table = 'payouts';
    end if;
  end if;
  return new;
end $$;
create or replace trigger guard_payout before update on payouts
  for each row execute function guard_payout();

create or replace function guard_payout_item() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
declare state text;
begin
  if (new.workspace_id, new.payout_id, new.commission_id, new.amount, new.source_amount, new.source_currency, new.rate, new.rate_on)
      is distinct from
        (old.workspace_id, old.payout_id, old.commission_id, old.amount, old.source_amount, old.source_currency, old.rate, old.rate_on)
     or (old.released_at is not null and new.released_at is distinct from old.released_at) then
    raise exception 'items of a payout are frozen' using errcode = 'TD002', table = 'payout_items';
  end if;
  if new.released_at is not null and old.released_at is null then
    select p.status into state from payouts p where p.workspace_id = new.workspace_id and p.id = new.payout_id;
    if state not in ('draft', 'cancelled') then
      raise exception 'items of a payout are frozen' using errcode = 'TD002', table = 'payout_items';
    end if;
  end if;
  return new;
end $$;
create or replace trigger guard_payout_item before update on payout_items
  for each row execute function guard_payout_item();

-- A statement at a time: a run adds them by the ten thousand.
create or replace function guard_new_items() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
declare
  drafts boolean;
  payable boolean;
begin
  select bool_and(p.status = 'draft'),
    bool_and(coalesce(c.partner_id = p.partner_id and c.currency = n.source_currency and c.commission_amount = n.source_amount
      and c.status = 'approved' and (c.hold_until is null or c.hold_until <= p.created_at)
      and (c.currency = p.currency) = (n.rate is null)
      and n.amount = case when n.rate is null then n.source_amount
        else convert_money(n.source_amount, n.rate, n.source_currency, p.currency) end, false))
    into drafts, payable
  from new_rows n
  left join payouts p on p.workspace_id = n.workspace_id and p.id = n.payout_id
  left join commissions c on c.workspace_id = n.workspace_id and c.id = n.commission_id;
  if not drafts then
    raise exception 'items join a payout while it is a draft' using errcode = 'TD002', table = 'payout_items';
  end if;
  if not payable then
    raise exception 'only an approved commission of the same partner can be paid, as it is or converted'
      using errcode = 'TD002', table = 'payout_items';
  end if;
  return null;
end $$;
create or replace trigger guard_new_items after insert on payout_items
  referencing new table as new_rows for each statement execute function guard_new_items();

-- Checked at commit, when the payout and all its items are written.
create or replace function check_payout_sum() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
declare
  payout uuid := case when tg_table_name = 'payouts' then new.id else (to_jsonb(new)->>'payout_id')::uuid end;
  p payouts%rowtype;
  total bigint;
  rates bigint;
begin
  select * into p from payouts where id = payout;
  if p.status = 'cancelled' then
    if exists (select 1 from payout_items i where i.payout_id = payout and i.released_at is null) then
      raise exception 'a cancelled payout releases its items' using errcode = 'TD006', table = 'payouts';
    end if;
    return null;
  end if;
  select coalesce(sum(i.amount), 0), count(distinct (i.source_currency, i.rate)) - count(distinct i.source_currency) into total, rates
  from payout_items i where i.payout_id = payout and i.released_at is null;
  if total <> p.amount then
    raise exception 'a payout of % holds items of %', p.amount, total using errcode = 'TD006', table = 'payouts';
  end if;
  if rates <> 0 then
    raise exception 'a payout converts a currency at one rate' using errcode = 'TD006', table = 'payouts';
  end if;
  return null;
end $$;
do $$ begin
  if not exists (select 1 from pg_trigger where tgname = 'check_payout_sum' and tgrelid = 'payouts'::regclass) then
    create constraint trigger check_payout_sum after insert or update of amount, status on payouts
      deferrable initially deferred for each row execute function check_payout_sum();
    create constraint trigger check_payout_sum after insert or update on payout_items
      deferrable initially deferred for each row execute function check_payout_sum();
  end if;
end $$;

-- How much of a commission was taken back so far, as a positive amount.
create or replace function clawed_back(p_workspace_id uuid, p_base_id uuid) returns bigint
language sql stable set search_path = pg_catalog, public
as $$
  select coalesce(-sum(k.commission_amount), 0)::bigint from commissions k
  where k.workspace_id = p_workspace_id and k.base_id = p_base_id and k.status not in ('rejected','reversed')
$$;

-- Won exactly when its close has a commission, or a recorded reason why there is none.
create or replace function check_won_commission() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
declare
  lead uuid := case when tg_table_name = 'client_leads' then new.id else (to_jsonb(new)->>'client_lead_id')::uuid end;
  l client_leads%rowtype;
begin
  select * into l from client_leads where id = lead;
  if not found then return null; end if;
  -- For any outcome but won, what was rejected, or taken back to the last cent, is as good as none.
  if (l.status = 'closed_won') <> (exists (select 1 from commissions c where c.client_lead_id = lead and c.close_no = l.close_no
      and c.status <> 'reversed' and case when l.status = 'closed_won' then c.kind = 'base' else c.kind in ('base','bonus')
        and c.status <> 'rejected' and c.commission_amount <> clawed_back(c.workspace_id, c.id) end)
    or (l.status = 'closed_won' and l.zero_commission_reason is not null)) then
    raise exception 'a won lead has a commission or a reason for none, any other lead has neither'
      using errcode = 'TD006', table = 'client_leads';
  end if;
  return null;
end $$;
do $$ begin
  if not exists (select 1 from pg_trigger where tgname = 'check_won_commission' and tgrelid = 'client_leads'::regclass) then
    create constraint trigger check_won_commission after insert or update of status, close_no, zero_commission_reason on client_leads
      deferrable initially deferred for each row
      when (new.status in ('closed_won', 'closed_lost', 'negotiating'))
      execute function check_won_commission();
    create constraint trigger check_won_commission after insert on commissions
      deferrable initially deferred for each row execute function check_won_commission();
    create constraint trigger check_reversed_commission after update of status on commissions
      deferrable initially deferred for each row when (new.status = 'reversed')
      execute function check_won_commission();
  end if;
end $$;
