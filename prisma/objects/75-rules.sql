-- What a deal earns, from what was recorded at the sale and nothing else. The same formulas stand in
-- lib/commissions/rules.ts; what is written is checked here.

-- A line of a deal at a net value. A fixed or capped reward shrinks in proportion. p_reward is null for
-- a base commission, else {type: 'percent' | 'fixed', amount, capLeft}.
create or replace function line_amount(p_value bigint, p_net bigint, p_rate numeric, p_reward jsonb) returns bigint
language plpgsql immutable parallel safe set search_path = pg_catalog
as $$
declare
  uncapped numeric := case when p_reward->>'type' = 'fixed' then (p_reward->>'amount')::numeric else round(p_value * p_rate / 100) end;
  full_amount numeric := least(uncapped, (p_reward->>'capLeft')::numeric);
begin
  if p_net = p_value then return full_amount; end if;
  if coalesce(p_reward->>'type', 'percent') = 'percent' and full_amount = uncapped then
    return round(p_net * p_rate / 100);
  end if;
  return div(2 * full_amount * p_net + p_value, 2 * p_value::numeric);
end $$;

-- The cents of a total by largest remainder; equal remainders go to the first. p_no counts from 0.
create or replace function share_of(p_total bigint, p_shares jsonb, p_no integer) returns bigint
language sql immutable parallel safe set search_path = pg_catalog
as $$
  select (whole + case when row_number <= left_over then 1 else 0 end)::bigint
  from (
    select place, whole, row_number() over (order by exact - whole * 10000 desc, place), p_total - sum(whole) over () as left_over
    from (select s.ordinality as place, p_total::numeric * s.value::int as exact, div(p_total::numeric * s.value::int, 10000) as whole
      from jsonb_array_elements_text(p_shares) with ordinality s) parts
  ) ranked
  where place = p_no + 1
$$;

-- Of p_taken cents taken back of a shared total, those of one part, by Webster's method over the parts:
-- more taken in all never takes less of anybody, and taking all takes exactly each part.
create or replace function taken_of(p_taken bigint, p_total bigint, p_shares jsonb, p_no integer) returns bigint
language plpgsql immutable parallel safe set search_path = pg_catalog, public
as $$
declare
  n integer := jsonb_array_length(p_shares);
  part bigint[];
  taken bigint[];
  best integer;
begin
  if p_taken = 0 then return 0; end if;
  part := array(select share_of(p_total, p_shares, i) from generate_series(0, n - 1) i);
  taken := array(select greatest(div(part[i]::numeric * p_taken, p_total) - n, 0) from generate_series(1, n) i);
  while (select sum(t) from unnest(taken) t) < p_taken loop
    best := 1;
    for i in 2..n loop
      if part[i]::numeric * (2 * taken[best] + 1) > part[best]::numeric * (2 * taken[i] + 1) then best := i; end if;
    end loop;
    taken[best] := taken[best] + 1;
  end loop;
  return taken[p_no + 1];
end $$;

-- What a commission comes to at a net value of its deal.
create or replace function commission_at(p_value bigint, p_net bigint, p_rate numeric, p_snapshot jsonb) returns bigint
language plpgsql immutable parallel safe set search_path = pg_catalog, public
as $$
declare
  line bigint := line_amount(p_value, p_net, p_rate, p_snapshot->'reward');
  whole bigint;
  shares jsonb := p_snapshot->'shares';
begin
  if shares is null then return line; end if;
  whole := line_amount(p_value, p_value, p_rate, p_snapshot->'reward');
  return share_of(whole, shares, (p_snapshot->>'shareNo')::int) - taken_of(whole - line, whole, shares, (p_snapshot->>'shareNo')::int);
end $$;

create or replace function check_commission_amount() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
begin
  if (new.snapshot->>'projectValue')::bigint <> new.project_value or (new.snapshot->>'rate')::numeric <> new.commission_rate
    or new.commission_amount <> commission_at(new.project_value, new.project_value, new.commission_rate, new.snapshot) then
    raise exception 'a commission is what its snapshot gives' using errcode = 'TD006', table = 'commissions';
  end if;
  return new;
end $$;
create or replace trigger check_commission_amount before insert on commissions
  for each row when (new.kind = 'bonus' or (new.kind = 'base' and new.snapshot ? 'shares')) execute function check_commission_amount();

-- At commit: the parts of a line add up to the line.
create or replace function check_shared_line() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
begin
  if line_amount(new.project_value, new.project_value, new.commission_rate, new.snapshot->'reward') <> (
    select sum(c.commission_amount) from commissions c
    where c.workspace_id = new.workspace_id and c.client_lead_id = new.client_lead_id and c.close_no = new.close_no
      and c.kind = new.kind and c.rule_id is not distinct from new.rule_id) then
    raise exception 'the parts of a shared commission add up to it' using errcode = 'TD006', table = 'commissions';
  end if;
  return null;
end $$;
do $$ begin
  if not exists (select 1 from pg_trigger where tgname = 'check_shared_line') then
    create constraint trigger check_shared_line after insert on commissions
      deferrable initially deferred for each row when (new.kind in ('base','bonus') and new.snapshot ? 'shares')
      execute function check_shared_line();
  end if;
end $$;

-- Once a deal is closed its shares stand.
create or replace function guard_lead_shares() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
declare s lead_shares%rowtype := case when tg_op = 'DELETE' then old else new end;
begin
  if exists (select 1 from client_leads l where l.workspace_id = s.workspace_id and l.id = s.client_lead_id
    and l.status in ('closed_won','closed_lost')) then
    raise exception 'the shares of a closed deal stand' using errcode = 'TD002', table = 'lead_shares';
  end if;
  return s;
end $$;
create or replace trigger guard_lead_shares before insert or update or delete on lead_shares
  for each row execute function guard_lead_shares();

-- At commit: shares make a whole, and the owner has one.
create or replace function check_lead_shares() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
declare
  lead uuid := case when tg_table_name = 'client_leads' then (to_jsonb(new)->>'id')::uuid
    when tg_op = 'DELETE' then (to_jsonb(old)->>'client_lead_id')::uuid else (to_jsonb(new)->>'client_lead_id')::uuid end;
  total bigint;
  owned boolean;
begin
  select sum(s.bps), bool_or(s.partner_id = l.partner_id) into total, owned
    from lead_shares s join client_leads l on l.workspace_id = s.workspace_id and l.id = s.client_lead_id
    where s.client_lead_id = lead;
  if total is not null and (total <> 10000 or not owned) then
    raise exception 'shares add up to the whole deal, and its owner has one' using errcode = 'TD006', table = 'lead_shares';
  end if;
  return null;
end $$;
do $$ begin
  if not exists (select 1 from pg_trigger where tgname = 'check_lead_shares') then
    create constraint trigger check_lead_shares after insert or update or delete on lead_shares
      deferrable initially deferred for each row execute function check_lead_shares();
    create constraint trigger check_lead_shares after update of partner_id on client_leads
      deferrable initially deferred for each row when (old.partner_id <> new.partner_id) execute function check_lead_shares();
  end if;
end $$;

-- A version begins after the one before it and never in the past; only one that has not begun is withdrawn.
create or replace function guard_programme_version() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
begin
  if tg_op = 'INSERT' then
    if exists (select 1 from programme_versions v where v.workspace_id = new.workspace_id and v.withdrawn_at is null
        and v.effective_from >= new.effective_from)
      or (new.version > 1 and new.effective_from < new.created_at) then
      raise exception 'a version of the rules begins after all others' using errcode = 'TD002', table = 'programme_versions';
    end if;
  elsif old.withdrawn_at is not null or new.withdrawn_at is null or new.withdrawn_at >= new.effective_from
    or (to_jsonb(new) - 'withdrawn_at' - 'withdrawn_by') <> (to_jsonb(old) - 'withdrawn_at' - 'withdrawn_by') then
    raise exception 'a version of the rules is withdrawn before it begins, and never changed' using errcode = 'TD002', table = 'programme_versions';
  end if;
  return new;
end $$;
create or replace trigger guard_programme_version before insert or update on programme_versions
  for each row execute function guard_programme_version();
create or replace trigger refuse_rewriting before update or delete on partner_tiers
  for each row execute function refuse_rewriting();
create or replace trigger refuse_rewriting before update or delete on reward_rules
  for each row execute function refuse_rewriting();

-- The name of a deal that the asking partner has a share of without owning it.
create or replace function shared_deal_name(p_lead_id uuid) returns text
language sql stable security definer set search_path = pg_catalog, public
as $$
  select coalesce(l.business_name, l.client_name, 'Unnamed client')
  from lead_shares s join client_leads l on l.workspace_id = s.workspace_id and l.id = s.client_lead_id
  where s.workspace_id = app_workspace_id() and s.client_lead_id = p_lead_id and s.partner_id = app_partner_id()
$$;
comment on function shared_deal_name is 'Definer: who shares a deal is paid for it and may know its name, and nothing else of a lead that is not theirs.';
