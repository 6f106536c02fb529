-- Who holds a client. The exclusion constraint lead_client_keys_one_holder says it whoever writes; the
-- functions here ask first, so that a second registration is an answer and not an error.

-- Takes the client for a lead and answers null, or takes nothing and answers the lead that holds it.
-- What ran out is free by time alone.
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
  -- One claim of a client at a time: two that wait for each other in the constraint would be a deadlock.
  perform pg_advisory_xact_lock(hashtextextended(tenant::text || k, 0))
    from (select distinct k from unnest(p_keys) k order by k) keys;
  -- The ranges overlap, said so that the index by key is the only one that serves.
  select c.client_lead_id into holder from lead_client_keys c
    where c.workspace_id = tenant and c.key = any (p_keys) and c.client_lead_id <> p_lead_id
      and coalesce(least(c.released_at, c.expires_at) > greatest(p_now, c.claimed_at), true)
      and coalesce(c.claimed_at < p_expires_at, true)
    order by c.claimed_at limit 1;
  if found then return holder; end if;
  update lead_client_keys c set
      released_at = case when c.key <> all (p_keys) then greatest(p_now, c.claimed_at) end,
      expires_at = case when c.key <> all (p_keys) then c.expires_at
        when p_expires_at is not null then greatest(p_expires_at, c.claimed_at) end
    where c.workspace_id = tenant and c.client_lead_id = p_lead_id and c.released_at is null
      and (c.expires_at is null or c.expires_at > p_now);
  insert into lead_client_keys (workspace_id, client_lead_id, key, claimed_at, expires_at)
    select tenant, p_lead_id, k, p_now, p_expires_at
    from (select distinct k from unnest(p_keys) k) keys
    -- In one array: joined to it, an empty table's plan would read a full one for every lead.
    where k <> all (array(select c.key from lead_client_keys c where c.workspace_id = tenant and c.client_lead_id = p_lead_id
      and coalesce(least(c.released_at, c.expires_at) > greatest(p_now, c.claimed_at), true)));
  return null;
end $$;
comment on function claim_client is 'Definer: a partner must find a client taken without seeing by whom; the answer stays inside the command.';

-- What the outcome of a lead means for its claims. Won keeps the client for good, and takes back what ran
-- out unless somebody else has it by now; lost lets it go; a win taken back is protected as before.
create or replace function settle_client(p_lead_id uuid, p_how text, p_now timestamptz) returns void
language plpgsql volatile set search_path = pg_catalog, public
as $$
declare
  tenant uuid := app_workspace_id();
  protected timestamptz;
  lost text;
begin
  perform pg_advisory_xact_lock(hashtextextended(tenant::text || k.key, 0))
    from (select distinct c.key from lead_client_keys c
      where c.workspace_id = tenant and c.client_lead_id = p_lead_id and c.released_at is null order by 1) k;
  if p_how = 'release' then
    update lead_client_keys c set released_at = greatest(p_now, c.claimed_at)
    where c.workspace_id = tenant and c.client_lead_id = p_lead_id and c.released_at is null
      and (c.expires_at is null or c.expires_at > p_now);
  elsif p_how = 'protect' then
    select l.protected_until into protected from client_leads l where l.workspace_id = tenant and l.id = p_lead_id;
    update lead_client_keys c set expires_at = greatest(protected, p_now, c.claimed_at)
    where c.workspace_id = tenant and c.client_lead_id = p_lead_id and c.released_at is null and c.expires_at is null;
  else
    update lead_client_keys c set expires_at = null
    where c.workspace_id = tenant and c.client_lead_id = p_lead_id and c.released_at is null and c.expires_at > p_now;
    for lost in
      select distinct c.key from lead_client_keys c
      where c.workspace_id = tenant and c.client_lead_id = p_lead_id and c.released_at is null and c.expires_at <= p_now
    loop
      insert into lead_client_keys (workspace_id, client_lead_id, key, claimed_at)
      select tenant, p_lead_id, lost, p_now
      where not exists (select 1 from lead_client_keys o where o.workspace_id = tenant and o.key = lost
        and coalesce(least(o.released_at, o.expires_at) > greatest(p_now, o.claimed_at), true));
    end loop;
  end if;
end $$;

-- The claims of a lead last as long as its protection does.
create or replace function extend_client(p_lead_id uuid, p_now timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog, public
as $$
  update lead_client_keys c set expires_at = l.protected_until
  from client_leads l
  where l.workspace_id = app_workspace_id() and l.id = p_lead_id and l.protected_until > p_now
    and (app_role() <> 'partner' or l.partner_id = app_partner_id())
    and c.workspace_id = l.workspace_id and c.client_lead_id = l.id and c.released_at is null and c.expires_at > p_now
$$;
comment on function extend_client is 'Definer: a partner extends the claims of their own lead, which they cannot read.';

-- Protection is extended once, before it ends and while the lead is open. Reopening starts a new one.
create or replace function guard_protection() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
begin
  if new.protection_extended_at is distinct from old.protection_extended_at then
    if old.protection_extended_at is null and new.protection_extended_at < old.protected_until
      and new.protected_until > old.protected_until and new.status not in ('closed_won','closed_lost') then
      return new;
    end if;
    if new.protection_extended_at is null and old.status = 'closed_lost' and new.status = 'qualified' then
      return new;
    end if;
    raise exception 'protection is extended once, before it ends' using errcode = 'TD002', table = 'client_leads';
  end if;
  if app_role() = 'partner' and old.protected_until is not null then
    raise exception 'a partner moves the end of protection by extending it' using errcode = 'TD002', table = 'client_leads';
  end if;
  return new;
end $$;
create or replace trigger guard_protection before update on client_leads
  for each row when ((old.protected_until, old.protection_extended_at) is distinct from (new.protected_until, new.protection_extended_at))
  execute function guard_protection();

-- Writes down that somebody tried to register what others hold, once per holder and contender while the
-- conflict is open. Answers every holder; one's own leads are no conflict.
create or replace function note_conflicts(p_partner_id uuid, p_lead_id uuid, p_keys text[], p_sent jsonb, p_now timestamptz)
returns table (holder_lead_id uuid, own boolean, conflict_id uuid, fresh boolean)
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
#variable_conflict use_column
declare tenant uuid := app_workspace_id();
begin
  if tenant is null or (app_role() = 'partner' and p_partner_id is distinct from app_partner_id()) then
    raise exception 'no such partner' using errcode = 'TD003';
  end if;
  return query
  with holders as (
    select c.client_lead_id as lead, l.partner_id as owner, array_agg(distinct c.key order by c.key) as keys
    from lead_client_keys c join client_leads l on l.workspace_id = c.workspace_id and l.id = c.client_lead_id
    where c.workspace_id = tenant and c.key = any (p_keys) and c.client_lead_id is distinct from p_lead_id
      and tstzrange(c.claimed_at, least(c.released_at, c.expires_at)) && tstzrange(p_now, null)
    group by 1, 2
  ), noted as (
    insert into lead_conflicts as x (workspace_id, holder_lead_id, contender_partner_id, contender_lead_id, sent, keys, last_attempt_at, created_at)
    select tenant, h.lead, p_partner_id, p_lead_id, p_sent, h.keys, p_now, p_now
    from holders h where h.owner <> p_partner_id order by h.lead
    on conflict (workspace_id, holder_lead_id, contender_partner_id) where status = 'open'
      do update set attempts = x.attempts + 1, sent = excluded.sent, keys = excluded.keys,
        contender_lead_id = excluded.contender_lead_id, last_attempt_at = greatest(x.last_attempt_at, excluded.last_attempt_at)
    returning x.id, x.holder_lead_id as lead, x.attempts = 1 as fresh
  )
  select h.lead, h.owner = p_partner_id, n.id, coalesce(n.fresh, false) from holders h left join noted n on n.lead = h.lead;
end $$;
comment on function note_conflicts is 'Definer: a contender leaves a conflict that they can neither read nor point at.';

-- A ruling is final.
create or replace function guard_conflict() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
begin
  if old.status = 'ruled' or (new.workspace_id, new.holder_lead_id, new.contender_partner_id, new.created_at)
    is distinct from (old.workspace_id, old.holder_lead_id, old.contender_partner_id, old.created_at) then
    raise exception 'a ruling is final' using errcode = 'TD002', table = 'lead_conflicts';
  end if;
  return new;
end $$;
create or replace trigger guard_conflict before update on lead_conflicts for each row execute function guard_conflict();
