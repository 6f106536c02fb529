create or replace function tier_rank(p_tier text) returns integer
language sql immutable parallel safe set search_path = pg_catalog
as $$ select array_position(array['bronze','silver','gold','platinum'], p_tier) $$;

-- The rules in force at a time: the latest version that has begun. Before the first one that one counts,
-- so that deals older than the workspace have a rate.
create or replace function programme_version_at(p_workspace_id uuid, p_at timestamptz) returns integer
language sql stable set search_path = pg_catalog, public
as $$
  select v.version from programme_versions v
  where v.workspace_id = p_workspace_id and v.withdrawn_at is null
  order by (v.effective_from <= p_at) desc,
    case when v.effective_from <= p_at then v.version else -v.version end desc
  limit 1
$$;

-- The tier that a number of won deals reaches, by the table in force at a time.
create or replace function partner_tier_at(p_workspace_id uuid, p_deals integer, p_at timestamptz)
returns table (tier text, rate numeric, version integer)
language sql stable set search_path = pg_catalog, public
as $$
  select t.tier, t.rate, t.version
  from partner_tiers t
  where t.workspace_id = p_workspace_id and t.min_deals <= p_deals
    and t.version = programme_version_at(p_workspace_id, p_at)
  order by t.min_deals desc, tier_rank(t.tier) desc
  limit 1
$$;

create or replace function tier_rate_at(p_workspace_id uuid, p_tier text, p_at timestamptz)
returns table (rate numeric, version integer)
language sql stable set search_path = pg_catalog, public
as $$
  select t.rate, t.version
  from partner_tiers t
  where t.workspace_id = p_workspace_id and t.tier = p_tier
    and t.version = programme_version_at(p_workspace_id, p_at)
$$;

-- Recounts a partner's won deals and earnings and raises the tier they reach. A tier falls only
-- by hand, and a locked one does not move. The caller holds the partner's row lock.
create or replace function refresh_partner_standing(p_partner_id uuid, p_now timestamptz)
returns table (total_deals integer, tier text)
language plpgsql volatile set search_path = pg_catalog, public
as $$
declare
  p partners%rowtype;
  deals integer;
  earned bigint;
  complete boolean;
  reached text;
begin
  select * into p from partners where id = p_partner_id for no key update;
  select count(*) into deals from client_leads l
    where l.workspace_id = p.workspace_id and l.partner_id = p.id and l.status = 'closed_won';
  select coalesce(max(e.amount), 0), coalesce(bool_and(e.complete), true) into earned, complete
    from earned_by(p.workspace_id, array[p.id]) e;
  select t.tier into reached from partner_tier_at(p.workspace_id, deals, p_now) t;
  if p.tier_locked or reached is null or tier_rank(reached) <= tier_rank(p.tier) then
    reached := p.tier;
  end if;
  update partners set total_deals = deals, total_earnings = earned, earnings_complete = complete, tier = reached
    where id = p.id and (partners.total_deals, partners.total_earnings, partners.earnings_complete, partners.tier)
      is distinct from (deals, earned, complete, reached);
  if reached <> p.tier then
    insert into partner_tier_history (workspace_id, partner_id, from_tier, to_tier, deals, cause, actor_user_id, created_at)
    values (p.workspace_id, p.id, p.tier, reached, deals, 'deals', app_user_id(), p_now);
  end if;
  return query select deals, reached;
end $$;

create or replace function workspace_by_slug(p_slug text, p_now timestamptz)
returns table (
  id uuid, slug text, name text, timezone text, currency text, branding jsonb,
  terms text, accepts_applications boolean, tiers jsonb
)
language sql stable security definer set search_path = pg_catalog, public
as $$
  select w.id, w.slug, w.name, w.timezone, w.currency, w.branding, w.programme_terms, w.accepts_applications,
    (select jsonb_agg(jsonb_build_object('tier', t.tier, 'minDeals', t.min_deals, 'rate', t.rate::text) order by t.min_deals)
     from partner_tiers t
     where t.workspace_id = w.id and t.version = (
       select max(v.version) from programme_versions v
       where v.workspace_id = w.id and v.effective_from <= p_now and v.withdrawn_at is null))
  from workspaces w where w.slug = p_slug
$$;
comment on function workspace_by_slug is 'Definer: the public programme page is read by visitors; public fields only.';

-- One row per e-mail, whatever is sent. Answers what happened, for the mail alone: the page must
-- look the same in every case.
create or replace function submit_application(
  p_id uuid, p_slug text, p_token_hash text, p_fields jsonb, p_now timestamptz
) returns table (outcome text, application_id uuid, workspace_id uuid)
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
#variable_conflict use_column
declare
  w workspaces%rowtype;
  a partner_applications%rowtype;
  referrer uuid;
  result text;
begin
  select * into w from workspaces where slug = p_slug;
  if not found or not w.accepts_applications then return; end if;

  -- A code that is nobody's counts as none, so that nobody can ask which ones exist.
  select p.id into referrer from partners p
    where p.workspace_id = w.id and p.tracking_code = p_fields->>'referralCode' and p.status = 'active';

  insert into partner_applications as pa (id, workspace_id, name, email, phone, company, website,
    network_description, expected_referrals, experience_level, status_token_hash, referred_by_partner_id,
    visitor_id, submitted_at, created_at)
  values (p_id, w.id, p_fields->>'name', p_fields->>'email', p_fields->>'phone', p_fields->>'company', p_fields->>'website',
    p_fields->>'networkDescription', (p_fields->>'expectedReferrals')::integer, p_fields->>'experienceLevel',
    p_token_hash, referrer, (p_fields->>'visitorId')::uuid, p_now, p_now)
  on conflict (workspace_id, email) do nothing;
  if found then
    result := 'submitted';
  else
    select * into a from partner_applications pa
      where pa.workspace_id = w.id and pa.email = p_fields->>'email' for update;
    p_id := a.id;
    if a.status = 'rejected' and a.reviewed_at < p_now - interval '30 days' then
      update partner_applications pa set status = 'pending', name = p_fields->>'name', phone = p_fields->>'phone',
        company = p_fields->>'company', website = p_fields->>'website', network_description = p_fields->>'networkDescription',
        expected_referrals = (p_fields->>'expectedReferrals')::integer, experience_level = p_fields->>'experienceLevel',
        referred_by_partner_id = coalesce(referrer, pa.referred_by_partner_id),
        visitor_id = coalesce(pa.visitor_id, (p_fields->>'visitorId')::uuid), submitted_at = p_now
      where pa.id = a.id;
      result := 'resubmitted';
    else
      result := 'known';
    end if;
  end if;
  if result <> 'known' then
    insert into events (workspace_id, type, subject_type, subject_id, actor_name, data, created_at)
    values (w.id, 'application.' || result, 'application', p_id, p_fields->>'name', '{}', p_now);
  end if;
  return query select result, p_id, w.id;
end $$;
comment on function submit_application is 'Definer: applicants are visitors, and must not learn who else applied.';

create or replace function application_status(p_token_hash text)
returns table (name text, status text, rejection_reason text, submitted_at timestamptz, reviewed_at timestamptz,
  workspace_slug text, workspace_name text, timezone text)
language sql stable security definer set search_path = pg_catalog, public
as $$
  select a.name, a.status, a.rejection_reason, a.submitted_at, a.reviewed_at, w.slug, w.name, w.timezone
  from partner_applications a join workspaces w on w.id = a.workspace_id
  where a.status_token_hash = p_token_hash
$$;
comment on function application_status is 'Definer: applicants are visitors; the token in their mail shows their own row.';
