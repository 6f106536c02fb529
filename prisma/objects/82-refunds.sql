-- Refunds and clawbacks: one formula, whatever the order in which things happen.

-- What a client gets back is at most what they paid for the deal as it stands.
create or replace function guard_refund() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
declare
  l client_leads%rowtype;
  before bigint;
begin
  select * into l from client_leads where workspace_id = new.workspace_id and id = new.client_lead_id for no key update;
  if l.status is distinct from 'closed_won' or l.close_no <> new.close_no or l.currency <> new.currency then
    raise exception 'only a won deal is refunded' using errcode = 'TD002', table = 'lead_refunds';
  end if;
  select coalesce(sum(r.amount), 0) into before from lead_refunds r
    where r.workspace_id = new.workspace_id and r.client_lead_id = new.client_lead_id and r.close_no = new.close_no;
  if before + new.amount > l.project_value then
    raise exception 'refunds of % exceed the value of %', before + new.amount, l.project_value
      using errcode = 'TD002', table = 'lead_refunds';
  end if;
  return new;
end $$;
create or replace trigger guard_refund before insert on lead_refunds for each row execute function guard_refund();
create or replace trigger refuse_rewriting before update or delete on lead_refunds
  for each row execute function refuse_rewriting();

-- Whatever becomes of an unpaid commission becomes of its clawbacks. A statement of its own: it sees
-- the clawback of a refund that the change of the commission waited for.
create or replace function carry_clawbacks() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
declare
  bases uuid[];
  carried uuid[];
begin
  select array_agg(n.id) into bases from new_rows n join old_rows o using (id)
    where n.kind in ('base','bonus') and n.status not in (o.status, 'paid');
  -- The update below comes by here again; an update of no row would come by for ever.
  if bases is null then return null; end if;
  -- Looked up first: joined to ten thousand rows of unknown number, the planner has scanned the table for each.
  select array_agg(k.id) into carried from commissions k
    where k.workspace_id in (select distinct n.workspace_id from new_rows n) and k.base_id = any (bases);
  if carried is null then return null; end if;
  update commissions k set status = n.status, reason = n.reason, approved_by = n.approved_by, approved_at = n.approved_at,
    status_changed_at = n.status_changed_at
  from new_rows n join old_rows o using (id)
  where k.id = any (carried) and k.base_id = n.id and k.status = o.status and k.status <> n.status;
  return null;
end $$;
create or replace trigger carry_clawbacks after update on commissions
  referencing old table as old_rows new table as new_rows for each statement execute function carry_clawbacks();

-- At commit: what was taken back is the amount less what the net value earns, or everything once the deal is lost.
create or replace function check_clawbacks() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
declare wrong record;
begin
  select b.id, t.taken, t.due into wrong
  from commissions b
  join client_leads l on l.workspace_id = b.workspace_id and l.id = b.client_lead_id
  cross join lateral (
    select clawed_back(b.workspace_id, b.id) as taken,
      case when l.status <> 'closed_won' or l.close_no <> b.close_no then b.commission_amount
        else b.commission_amount - commission_at(b.project_value, b.project_value - coalesce((
          select sum(r.amount) from lead_refunds r
          where r.workspace_id = b.workspace_id and r.client_lead_id = b.client_lead_id and r.close_no = b.close_no), 0)::bigint,
          b.commission_rate, b.snapshot) end as due
  ) t
  where b.workspace_id = new.workspace_id and b.client_lead_id = new.client_lead_id and b.close_no = new.close_no
    and b.kind in ('base','bonus') and b.status not in ('rejected','reversed') and t.taken <> t.due;
  if found then
    raise exception 'of a commission % is taken back, and % is due', wrong.taken, wrong.due
      using errcode = 'TD006', table = 'commissions';
  end if;
  return null;
end $$;
do $$ begin
  if not exists (select 1 from pg_trigger where tgname = 'check_clawbacks') then
    create constraint trigger check_clawbacks after insert on lead_refunds
      deferrable initially deferred for each row execute function check_clawbacks();
    create constraint trigger check_clawbacks after insert on commissions
      deferrable initially deferred for each row when (new.kind = 'clawback') execute function check_clawbacks();
  end if;
end $$;
