-- Sending payouts: what holds whatever code, crash or person does.

-- What a provider knows a payout by: the set of its items. The same items have the same key in
-- every attempt, and in another payout that holds them.
create or replace function payout_key(p_workspace_id uuid, p_payout_id uuid) returns text
language sql stable set search_path = pg_catalog, public
as $$
  select encode(sha256(convert_to((select y.currency from payouts y where y.id = p_payout_id) || ','
    || string_agg(i.commission_id || ':' || i.amount, ',' order by i.commission_id), 'UTF8')), 'hex')
  from payout_items i
  where i.workspace_id = p_workspace_id and i.payout_id = p_payout_id and i.released_at is null
$$;

-- Nobody makes a payout to themselves.
create or replace function guard_own_payout() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
begin
  if exists (select 1 from partners p where p.workspace_id = new.workspace_id and p.id = new.partner_id and p.user_id = new.created_by) then
    raise exception 'the maker of a payout is not its beneficiary' using errcode = 'TD030', table = 'payouts';
  end if;
  return new;
end $$;
create or replace trigger guard_own_payout before insert on payouts
  for each row execute function guard_own_payout();

-- Owners and admins approve; a manager approves under a delegation that holds at that moment, and
-- never what either of the two has made or is paid by.
create or replace function guard_payout_approval() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
declare d approval_delegations%rowtype;
begin
  if new.status <> 'approved' or old.status = 'approved' then
    if new.delegation_id is distinct from old.delegation_id then
      raise exception 'an approval is not rewritten' using errcode = 'TD002', table = 'payouts';
    end if;
    return new;
  end if;
  if new.delegation_id is null then
    if not exists (select 1 from memberships m where m.workspace_id = new.workspace_id and m.user_id = new.approved_by
        and m.status = 'active' and m.role in ('owner','admin')) then
      raise exception 'a payout is approved by an owner or admin, or under a delegation' using errcode = 'TD031', table = 'payouts';
    end if;
    return new;
  end if;
  -- Locked, so that a delegation which is revoked meanwhile is revoked before or after, not during.
  select * into d from approval_delegations a
    where a.workspace_id = new.workspace_id and a.id = new.delegation_id for share;
  if d.to_user_id is distinct from new.approved_by or d.revoked_at is not null
    or new.approved_at < d.starts_at or new.approved_at >= d.ends_at
    or not exists (select 1 from memberships m where m.workspace_id = new.workspace_id and m.user_id = d.from_user_id
      and m.status = 'active' and m.role in ('owner','admin'))
    or not exists (select 1 from memberships m where m.workspace_id = new.workspace_id and m.user_id = d.to_user_id
      and m.status = 'active' and m.role = 'manager')
    or new.created_by in (d.from_user_id, d.to_user_id)
    or exists (select 1 from partners p where p.workspace_id = new.workspace_id and p.id = new.partner_id
      and p.user_id in (d.from_user_id, d.to_user_id))
  then
    raise exception 'this delegation does not cover the payout' using errcode = 'TD031', table = 'payouts';
  end if;
  return new;
end $$;
create or replace trigger guard_payout_approval before update on payouts
  for each row when (new.status = 'approved' or new.delegation_id is distinct from old.delegation_id)
  execute function guard_payout_approval();

-- One delegates what is one's own to give, and only its end can change.
create or replace function guard_delegation() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
begin
  if tg_op = 'UPDATE' then
    if (new.workspace_id, new.from_user_id, new.to_user_id, new.starts_at, new.ends_at, new.reason, new.created_at)
      is distinct from (old.workspace_id, old.from_user_id, old.to_user_id, old.starts_at, old.ends_at, old.reason, old.created_at)
      or old.revoked_at is not null then
      raise exception 'a delegation is revoked, never rewritten' using errcode = 'TD002', table = 'approval_delegations';
    end if;
    return new;
  end if;
  if new.from_user_id is distinct from coalesce(app_user_id(), new.from_user_id)
    or not exists (select 1 from memberships m where m.workspace_id = new.workspace_id and m.user_id = new.from_user_id
      and m.status = 'active' and m.role in ('owner','admin'))
    or not exists (select 1 from memberships m where m.workspace_id = new.workspace_id and m.user_id = new.to_user_id
      and m.status = 'active' and m.role = 'manager') then
    raise exception 'an owner or admin delegates to a manager' using errcode = 'TD032', table = 'approval_delegations';
  end if;
  return new;
end $$;
create or replace trigger guard_delegation before insert or update on approval_delegations
  for each row execute function guard_delegation();

-- An attempt sends exactly what was approved, under the key of its items.
create or replace function guard_transfer() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
declare y payouts%rowtype;
begin
  if tg_op = 'UPDATE' then
    if (new.workspace_id, new.payout_id, new.attempt, new.provider, new.idempotency_key, new.amount, new.currency,
        new.destination, new.file_id, new.created_by, new.created_at)
      is distinct from (old.workspace_id, old.payout_id, old.attempt, old.provider, old.idempotency_key, old.amount, old.currency,
        old.destination, old.file_id, old.created_by, old.created_at)
      or old.status in ('paid','failed') then
      raise exception 'what was sent is not rewritten' using errcode = 'TD002', table = 'payout_transfers';
    end if;
    return new;
  end if;
  select * into y from payouts p where p.workspace_id = new.workspace_id and p.id = new.payout_id;
  if (new.amount, new.currency) is distinct from (y.amount, y.currency)
    or new.idempotency_key is distinct from payout_key(new.workspace_id, new.payout_id)
    or new.attempt <> 1 + (select count(*) from payout_transfers t
      where t.workspace_id = new.workspace_id and t.payout_id = new.payout_id) then
    raise exception 'a transfer sends its payout, under the key of its items' using errcode = 'TD002', table = 'payout_transfers';
  end if;
  return new;
end $$;
create or replace trigger guard_transfer before insert or update on payout_transfers
  for each row execute function guard_transfer();
create or replace trigger refuse_other_arrows before update of status on payout_transfers
  for each row when (old.status is distinct from new.status) execute function refuse_other_arrows(
    'sending>accepted sending>paid sending>failed sending>unknown accepted>paid accepted>failed unknown>paid unknown>failed');
create or replace trigger touch_updated_at before update on payout_transfers
  for each row execute function touch_updated_at();
create or replace trigger touch_updated_at before update on payout_settings
  for each row execute function touch_updated_at();
create or replace trigger refuse_rewriting before update or delete on payout_files
  for each row execute function refuse_rewriting();

-- At commit: a payout is where its newest transfer is.
create or replace function check_payout_transfer() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
declare
  payout uuid := case when tg_table_name = 'payouts' then new.id else (to_jsonb(new)->>'payout_id')::uuid end;
  state text;
  newest text;
begin
  select y.status into state from payouts y where y.workspace_id = new.workspace_id and y.id = payout;
  select t.status into newest from payout_transfers t
    where t.workspace_id = new.workspace_id and t.payout_id = payout order by t.attempt desc limit 1;
  if not (case
    when state = 'processing' then newest in ('sending','accepted')
    when state in ('paid','failed','unknown') then newest = state
    -- Cancelled after it failed, or never sent.
    else coalesce(newest, 'failed') = 'failed' end)
    or (newest is null and state in ('processing','paid','failed','unknown'))
  then
    raise exception 'a payout that is % has a transfer that is %', state, coalesce(newest, 'missing')
      using errcode = 'TD006', table = 'payout_transfers';
  end if;
  return null;
end $$;
do $$ begin
  if not exists (select 1 from pg_trigger where tgname = 'check_payout_transfer') then
    create constraint trigger check_payout_transfer after update of status on payouts
      deferrable initially deferred for each row when (old.status is distinct from new.status)
      execute function check_payout_transfer();
    create constraint trigger check_payout_transfer after insert or update of status on payout_transfers
      deferrable initially deferred for each row execute function check_payout_transfer();
  end if;
end $$;

-- Keeps what a provider tells us, once per event of theirs, and has the worker act on it.
create or replace function receive_payout_event(
  p_provider text, p_event_id text, p_workspace_id uuid, p_event jsonb, p_now timestamptz
) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
declare made uuid;
begin
  if not exists (select 1 from workspaces w where w.id = p_workspace_id) then return false; end if;
  insert into payout_events (workspace_id, provider, event_id, idempotency_key, status, reference, error, occurred_at, received_at)
  values (p_workspace_id, p_provider, p_event_id, p_event->>'key', p_event->>'status', p_event->>'reference',
    p_event->>'error', (p_event->>'occurredAt')::timestamptz, p_now)
  on conflict (provider, event_id) do nothing returning id into made;
  if made is null then return false; end if;
  perform enqueue('payouts.event', jsonb_build_object('workspaceId', p_workspace_id, 'eventId', made), 'payouts.event:' || made);
  return true;
end $$;
comment on function receive_payout_event is 'Definer: a provider is a visitor whose signature was checked; it may add events and see nothing.';

do $$
declare t text;
begin
  foreach t in array array['payout_transfers','payout_settings','approval_delegations'] loop
    execute format('create or replace trigger audit_insert after insert on %I
      referencing new table as new_rows for each statement execute function public.audit_change()', t);
    execute format('create or replace trigger audit_update after update on %I
      referencing old table as old_rows new table as new_rows for each statement execute function public.audit_change()', t);
  end loop;
end $$;
