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
  foreach t in array array['client_leads', 'commissions', 'import_rows'] loop
    if (select c.reltuples < 10000 from pg_class c where c.oid = format('public.%I', t)::regclass) then
      execute format('analyze public.%I', t);
    end if;
  end loop;
end $$;
comment on function analyze_young_tables is 'Definer: only the owner of a table may gather its statistics; it reads and changes no row.';
