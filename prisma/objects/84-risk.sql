-- Flags hold money: with a lead the partner's commissions of that lead, without one whatever is paid to the
-- partner. Only settling every one of them lets the money go on, whatever code asks.

-- Raises a flag unless the same evidence was settled before, and holds the commissions it is about. New
-- evidence joins a flag that is open. Answers the flag, or null when there is nothing new. For definers.
create or replace function write_flag(
  p_kind text, p_partner_id uuid, p_lead_id uuid, p_sentence text, p_evidence jsonb, p_key text,
  p_holds_until timestamptz, p_now timestamptz
) returns uuid
language plpgsql volatile set search_path = pg_catalog, public
as $$
declare
  tenant uuid := app_workspace_id();
  raised uuid;
begin
  if exists (select 1 from risk_flags f where f.workspace_id = tenant and f.kind = p_kind and f.partner_id = p_partner_id
    and f.client_lead_id is not distinct from p_lead_id and f.evidence_key = p_key and f.status <> 'open') then
    return null;
  end if;
  insert into risk_flags as f (workspace_id, kind, partner_id, client_lead_id, sentence, evidence, evidence_key, holds_until, raised_at)
  values (tenant, p_kind, p_partner_id, p_lead_id, p_sentence, p_evidence, p_key, p_holds_until, p_now)
  on conflict (workspace_id, kind, partner_id, client_lead_id) where status = 'open'
    do update set sentence = excluded.sentence, evidence = excluded.evidence, evidence_key = excluded.evidence_key,
      holds_until = excluded.holds_until, raised_at = excluded.raised_at
    where f.evidence_key <> excluded.evidence_key
  returning f.id into raised;
  if raised is null then return null; end if;
  insert into events (workspace_id, type, subject_type, subject_id, actor_name, data, created_at)
  values (tenant, 'risk.flagged', case when p_lead_id is null then 'partner' else 'lead' end, coalesce(p_lead_id, p_partner_id),
    'Tandem', jsonb_build_object('flagId', raised, 'kind', p_kind, 'reason', p_sentence), p_now);
  if p_lead_id is not null then
    with held as (
      update commissions c set status = 'on_hold', reason = p_sentence, status_changed_at = p_now, approved_by = null, approved_at = null
      where c.workspace_id = tenant and c.client_lead_id = p_lead_id and c.partner_id = p_partner_id
        and c.kind <> 'clawback' and c.status in ('pending','approved')
        and not exists (select 1 from payout_items i where i.commission_id = c.id and i.released_at is null)
      returning c.id, c.commission_amount, c.currency
    )
    insert into events (workspace_id, type, subject_type, subject_id, partner_id, actor_name, data, created_at)
    select tenant, 'commission.held', 'commission', h.id, p_partner_id, 'Tandem',
      jsonb_build_object('reason', p_sentence, 'amount', h.commission_amount, 'currency', h.currency), p_now from held h;
  end if;
  return raised;
end $$;

create or replace function raise_flag(
  p_kind text, p_partner_id uuid, p_lead_id uuid, p_sentence text, p_evidence jsonb, p_key text,
  p_holds_until timestamptz, p_now timestamptz
) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
begin
  if (app_role() = 'partner' and p_partner_id is distinct from app_partner_id())
    or not exists (select 1 from partners p where p.workspace_id = app_workspace_id() and p.id = p_partner_id) then
    raise exception 'no such partner' using errcode = 'TD003';
  end if;
  return write_flag(p_kind, p_partner_id, p_lead_id, p_sentence, p_evidence, p_key, p_holds_until, p_now);
end $$;
comment on function raise_flag is 'Definer: what a partner does may raise a flag on them, which they may not see.';

-- Flags a partner, and whoever else is paid to the same place.
create or replace function flag_equal_details(p_partner_id uuid, p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
declare
  tenant uuid := app_workspace_id();
  print text;
  one record;
begin
  if app_role() = 'partner' and p_partner_id is distinct from app_partner_id() then
    raise exception 'no such partner' using errcode = 'TD003';
  end if;
  select p.payout_fingerprint into print from partners p where p.workspace_id = tenant and p.id = p_partner_id;
  if print is null then return; end if;
  -- Two who enter the same details at one moment would not see each other.
  perform pg_advisory_xact_lock(hashtextextended(tenant::text || print, 0));
  for one in
    select p.id, p.payout_hint, jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name) order by o.id) as others,
      string_agg(o.name, ', ' order by o.name) as names, string_agg(o.id::text, ',' order by o.id) as ids
    from partners p join partners o on o.workspace_id = tenant and o.payout_fingerprint = print and o.id <> p.id
    where p.workspace_id = tenant and p.payout_fingerprint = print
    group by p.id, p.payout_hint order by p.id
  loop
    perform write_flag('duplicate_payout_details', one.id, null,
      format('The payout details (%s) are also those of %s.', one.payout_hint, one.names),
      jsonb_build_object('others', one.others, 'hint', one.payout_hint), md5(print || one.ids), null, p_now);
  end loop;
end $$;
comment on function flag_equal_details is 'Definer: whose details are equal is for staff; a partner who enters theirs learns nothing.';

-- A commission of a flagged lead is made on hold.
create or replace function hold_flagged() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
declare flagged uuid[];
begin
  if not exists (select 1 from risk_flags f
    where f.workspace_id in (select distinct n.workspace_id from new_rows n) and f.status = 'open' and f.client_lead_id is not null) then
    return null;
  end if;
  select array_agg(distinct n.id) into flagged
  from new_rows n join risk_flags f on f.workspace_id = n.workspace_id and f.client_lead_id = n.client_lead_id
    and f.partner_id = n.partner_id and f.status = 'open'
  where n.status in ('pending','approved') and n.kind <> 'clawback';
  -- An update of no row would still run every trigger of the table.
  if flagged is null then return null; end if;
  with held as (
    update commissions c set status = 'on_hold', status_changed_at = c.created_at, approved_by = null, approved_at = null,
      reason = (select f.sentence from risk_flags f where f.workspace_id = c.workspace_id and f.client_lead_id = c.client_lead_id
        and f.partner_id = c.partner_id and f.status = 'open' order by f.raised_at, f.id limit 1)
    where c.id = any (flagged)
    returning c.id, c.workspace_id, c.partner_id, c.reason, c.commission_amount, c.currency, c.created_at
  )
  insert into events (workspace_id, type, subject_type, subject_id, partner_id, actor_name, data, created_at)
  select h.workspace_id, 'commission.held', 'commission', h.id, h.partner_id, 'Tandem',
    jsonb_build_object('reason', h.reason, 'amount', h.commission_amount, 'currency', h.currency), h.created_at from held h;
  return null;
end $$;
create or replace trigger hold_flagged after insert on commissions
  referencing new table as new_rows for each statement execute function hold_flagged();

-- What a payout lets go is held again when it was flagged meanwhile.
create or replace function hold_released() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
declare flagged uuid[];
begin
  select array_agg(distinct c.id) into flagged
  from new_rows n join old_rows o using (id)
  join commissions c on c.workspace_id = n.workspace_id and c.id = n.commission_id and c.status = 'approved' and c.kind <> 'clawback'
  join risk_flags f on f.workspace_id = c.workspace_id and f.client_lead_id = c.client_lead_id and f.partner_id = c.partner_id
    and f.status = 'open'
  where n.released_at is not null and o.released_at is null;
  if flagged is null then return null; end if;
  update commissions c set status = 'on_hold', approved_by = null, approved_at = null,
    status_changed_at = (select max(n.released_at) from new_rows n where n.commission_id = c.id),
    reason = (select f.sentence from risk_flags f where f.workspace_id = c.workspace_id and f.client_lead_id = c.client_lead_id
      and f.partner_id = c.partner_id and f.status = 'open' order by f.raised_at, f.id limit 1)
  where c.id = any (flagged);
  return null;
end $$;
create or replace trigger hold_released after update on payout_items
  referencing old table as old_rows new table as new_rows for each statement execute function hold_released();

-- A flagged commission moves on when its last open flag is settled.
create or replace function refuse_flagged() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
declare flagged uuid[];
begin
  -- Looked up first: a bulk approval must not pay for flags that there are none of.
  select array_agg(f.client_lead_id) into flagged from risk_flags f
    where f.workspace_id in (select distinct n.workspace_id from new_rows n) and f.status = 'open' and f.client_lead_id is not null;
  if flagged is null then return null; end if;
  if exists (
    select 1 from new_rows n join old_rows o using (id)
    where n.client_lead_id = any (flagged) and n.status in ('pending','approved') and n.status <> o.status
      and exists (select 1 from risk_flags f where f.workspace_id = n.workspace_id and f.client_lead_id = n.client_lead_id
        and f.partner_id = n.partner_id and f.status = 'open')
  ) then
    raise exception 'an open flag holds this commission' using errcode = 'TD011', table = 'commissions';
  end if;
  return null;
end $$;
create or replace trigger refuse_flagged after update on commissions
  referencing old table as old_rows new table as new_rows for each statement execute function refuse_flagged();

-- Nothing joins a payout while its partner is flagged …
create or replace function refuse_held_item() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
begin
  if exists (
    select 1 from new_rows n
    join commissions c on c.workspace_id = n.workspace_id and c.id = n.commission_id
    join risk_flags f on f.workspace_id = c.workspace_id and f.partner_id = c.partner_id and f.status = 'open'
    where (f.client_lead_id is null and coalesce(f.holds_until > n.created_at, true)) or f.client_lead_id = c.client_lead_id
  ) then
    raise exception 'an open flag holds this payment' using errcode = 'TD010', table = 'payout_items';
  end if;
  return null;
end $$;
create or replace trigger refuse_held_item after insert on payout_items
  referencing new table as new_rows for each statement execute function refuse_held_item();

-- … and one that was drafted before neither is approved nor sent. What a provider says of money that has left
-- is written down whatever is flagged.
create or replace function refuse_held_payment() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
begin
  if exists (
    select 1 from risk_flags f where f.workspace_id = new.workspace_id and f.partner_id = new.partner_id and f.status = 'open'
      and ((f.client_lead_id is null and coalesce(f.holds_until > coalesce(new.status_changed_at, new.created_at), true))
        or exists (select 1 from payout_items i join commissions c on c.workspace_id = i.workspace_id and c.id = i.commission_id
          where i.workspace_id = new.workspace_id and i.payout_id = new.id and i.released_at is null
            and c.client_lead_id = f.client_lead_id))
  ) then
    raise exception 'an open flag holds this payment' using errcode = 'TD010', table = 'payouts';
  end if;
  return new;
end $$;
create or replace trigger refuse_held_payment before update of status on payouts
  for each row when ((old.status = 'draft' and new.status = 'approved') or (old.status in ('approved','failed') and new.status = 'processing'))
  execute function refuse_held_payment();

-- Settled once, and never by whom it pays.
create or replace function guard_flag() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
begin
  if old.status <> 'open' or (new.workspace_id, new.kind, new.partner_id, new.client_lead_id)
    is distinct from (old.workspace_id, old.kind, old.partner_id, old.client_lead_id) then
    raise exception 'a flag is settled once' using errcode = 'TD002', table = 'risk_flags';
  end if;
  if new.status <> 'open' and exists (select 1 from partners p where p.id = new.partner_id and p.user_id = new.settled_by) then
    raise exception 'nobody settles a flag on themselves' using errcode = 'TD004', table = 'risk_flags';
  end if;
  return new;
end $$;
create or replace trigger guard_flag before update on risk_flags for each row execute function guard_flag();

-- Rejected is final, but for the rows of an operation that is being undone.
create or replace function guard_restoring() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
begin
  if not exists (
    select 1 from operation_rows r join operations o on o.workspace_id = r.workspace_id and o.id = r.operation_id
    where r.workspace_id = new.workspace_id and o.id = nullif(current_setting('app.undo', true), '')::uuid
      and o.undone_at is not null and r.table_name = 'commissions' and r.row_id in (new.id, new.base_id)
  ) then
    raise exception 'a row of commissions may not go from rejected to %', new.status using errcode = 'TD001', table = 'commissions';
  end if;
  return new;
end $$;
create or replace trigger guard_restoring before update of status on commissions
  for each row when (old.status = 'rejected' and new.status <> 'rejected') execute function guard_restoring();

-- Undone once.
create or replace function guard_operation() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
begin
  if old.undone_at is not null or (new.workspace_id, new.kind, new.partner_id, new.done_by, new.done_at)
    is distinct from (old.workspace_id, old.kind, old.partner_id, old.done_by, old.done_at) then
    raise exception 'an operation is undone once' using errcode = 'TD002', table = 'operations';
  end if;
  return new;
end $$;
create or replace trigger guard_operation before update on operations for each row execute function guard_operation();
