-- The at most 2,000 leads of the asking actor whose business, client or e-mail contains the text.
-- Text operators are not leakproof, so under row level security no index could serve them.
create or replace function search_leads(p_text text) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, public
as $$
declare
  needle text := '%' || regexp_replace(lower(btrim(p_text)), '([\\%_])', '\\\1', 'g') || '%';
begin
  -- Under three letters there is no trigram to look up: match the beginning instead.
  if char_length(btrim(p_text)) < 3 then needle := substring(needle from 2); end if;
  if app_workspace_id() is null then
    return;
  elsif app_role() in ('owner', 'admin', 'manager', 'service') then
    return query select l.id from client_leads l
      where l.workspace_id = app_workspace_id() and l.search_text like needle limit 2000;
  elsif app_role() = 'partner' then
    return query select l.id from client_leads l
      where l.workspace_id = app_workspace_id() and l.partner_id = app_partner_id() and l.search_text like needle limit 2000;
  end if;
end $$;
comment on function search_leads is 'Definer: LIKE is not leakproof and would lose its index under row level security; filters by workspace and partner itself.';

-- Takes the client for a lead and answers null, or takes nothing and answers the lead that holds
-- it. Expired claims make way.
create or replace function claim_client(p_lead_id uuid, p_keys text[], p_expires_at timestamptz, p_now timestamptz)
returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
declare
  tenant uuid := app_workspace_id();
  holder uuid;
begin
  if tenant is null or not exists (
    select 1 from client_leads l where l.id = p_lead_id and l.workspace_id = tenant
      and (app_role() <> 'partner' or l.partner_id = app_partner_id())
  ) then
    raise exception 'no such lead' using errcode = 'TD003';
  end if;
  -- One claim of a client at a time; sorted, so that two claims of several keys cannot deadlock.
  perform pg_advisory_xact_lock(hashtextextended(tenant::text || k, 0))
    from (select distinct k from unnest(p_keys) k order by k) keys;
  update lead_client_keys c set released_at = p_now
    where c.workspace_id = tenant and c.key = any (p_keys) and c.released_at is null
      and (c.expires_at <= p_now);
  select c.client_lead_id into holder from lead_client_keys c
    where c.workspace_id = tenant and c.key = any (p_keys)
      and c.released_at is null and c.client_lead_id <> p_lead_id
    order by c.claimed_at limit 1;
  if found then return holder; end if;
  update lead_client_keys c set released_at = p_now
    where c.workspace_id = tenant and c.client_lead_id = p_lead_id and c.released_at is null and c.key <> all (p_keys);
  update lead_client_keys c set expires_at = p_expires_at
    where c.workspace_id = tenant and c.client_lead_id = p_lead_id and c.released_at is null;
  insert into lead_client_keys (workspace_id, client_lead_id, key, claimed_at, expires_at)
    select tenant, p_lead_id, k, p_now, p_expires_at
    from (select distinct k from unnest(p_keys) k) keys
    where not exists (select 1 from lead_client_keys c where c.workspace_id = tenant and c.key = k and c.released_at is null);
  return null;
end $$;
comment on function claim_client is 'Definer: a partner must find a client taken without seeing by whom; the answer stays inside the command.';

-- The first key of a board column of the asking actor's workspace; null while the column is empty.
create or replace function top_position(p_status text) returns text
language sql stable security definer set search_path = pg_catalog, public
as $$
  select l.position from client_leads l
  where l.workspace_id = app_workspace_id() and l.status = p_status
  order by l.position limit 1
$$;
comment on function top_position is 'Definer: a lead that a partner registers lands above cards that the partner cannot see.';

-- Tables that an import has just filled have no statistics, and a plan made for an empty table reads
-- a full one from end to end. Autovacuum comes within the minute; an import is done before.
create or replace function analyze_young_tables() returns void
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
declare t text;
begin
  foreach t in array array['client_leads', 'commissions', 'lead_import_rows'] loop
    if (select c.reltuples < 10000 from pg_class c where c.oid = format('public.%I', t)::regclass) then
      execute format('analyze public.%I', t);
    end if;
  end loop;
end $$;
comment on function analyze_young_tables is 'Definer: only the owner of a table may gather its statistics; it reads and changes no row.';
