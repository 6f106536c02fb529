-- What must be answered before there is an actor, and so past row level security.

-- The workspaces come along for the switcher, which stands on every page.
drop function if exists resolve_session(text, text, timestamptz);
create or replace function resolve_session(p_token_hash text, p_slug text, p_now timestamptz)
returns table (
  session_id uuid, user_id uuid, email text, name text,
  workspace_id uuid, workspace_slug text, workspace_name text, timezone text, currency text,
  role text, partner_id uuid, partner_status text, customer_id uuid, va_id uuid, workspaces jsonb
)
language sql stable security definer set search_path = pg_catalog, public
as $$
  select s.id, u.id, u.email, u.name, w.id, w.slug, w.name, w.timezone, w.currency,
    m.role, m.partner_id, p.status, m.customer_id, m.va_id,
    (select jsonb_agg(jsonb_build_object('id', o.id, 'slug', o.slug, 'name', o.name, 'role', s2.role) order by o.name, o.id)
     from memberships s2 join workspaces o on o.id = s2.workspace_id
     where s2.user_id = u.id and s2.status = 'active')
  from sessions s
  join users u on u.id = s.user_id
  left join (memberships m join workspaces w on w.id = m.workspace_id and w.slug = p_slug
      left join partners p on p.workspace_id = m.workspace_id and p.id = m.partner_id)
    on m.user_id = u.id and m.status = 'active'
  where s.token_hash = p_token_hash and s.revoked_at is null and s.expires_at > p_now
$$;
comment on function resolve_session is 'Definer: the session decides who the actor is, so no actor exists yet.';

drop function if exists resolve_api_key(text, timestamptz);
create or replace function resolve_api_key(p_key_hash text, p_now timestamptz)
returns table (
  api_key_id uuid, user_id uuid, email text, name text,
  workspace_id uuid, workspace_slug text, workspace_name text, timezone text, currency text,
  role text, partner_id uuid, partner_status text, customer_id uuid, va_id uuid, permissions text[]
)
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
begin
  update api_keys k set last_used_at = p_now
  where k.key_hash = p_key_hash and k.revoked_at is null
    and (k.last_used_at is null or k.last_used_at < p_now - interval '1 minute');
  return query
    select k.id, u.id, u.email, u.name, w.id, w.slug, w.name, w.timezone, w.currency,
      m.role, m.partner_id, p.status, m.customer_id, m.va_id, k.permissions
    from api_keys k
    join users u on u.id = k.user_id
    join workspaces w on w.id = k.workspace_id
    join memberships m on m.workspace_id = k.workspace_id and m.user_id = k.user_id and m.status = 'active'
    left join partners p on p.workspace_id = m.workspace_id and p.id = m.partner_id
    where k.key_hash = p_key_hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > p_now);
end $$;
comment on function resolve_api_key is 'Definer: the key decides who the actor is, so no actor exists yet.';

create or replace function find_sign_in(p_email text)
returns table (user_id uuid, password_hash text)
language sql stable security definer set search_path = pg_catalog, public
as $$ select u.id, u.password_hash from users u where u.email = lower(p_email) $$;
comment on function find_sign_in is 'Definer: a visitor who signs in is nobody yet.';

create or replace function ensure_user(p_email text, p_name text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
declare found uuid;
begin
  insert into users (email, name) values (lower(p_email), p_name) on conflict (email) do nothing;
  select id into found from users where email = lower(p_email);
  return found;
end $$;
comment on function ensure_user is 'Definer: an admin may invite an address without seeing whether it has an account elsewhere.';

create or replace function my_workspaces()
returns table (id uuid, slug text, name text, role text)
language sql stable security definer set search_path = pg_catalog, public
as $$
  select w.id, w.slug, w.name, m.role
  from memberships m join workspaces w on w.id = m.workspace_id
  where m.user_id = app_user_id() and m.status = 'active'
  order by w.name, w.id
$$;
comment on function my_workspaces is 'Definer: the switcher lists workspaces across tenants, of the asking person only.';

create or replace function request_password_reset(p_email text, p_id uuid, p_token_hash text, p_now timestamptz)
returns table (user_id uuid, name text)
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
declare person users%rowtype;
begin
  select * into person from users u where u.email = lower(p_email);
  if not found then return; end if;
  insert into password_reset_tokens (id, user_id, token_hash, expires_at, created_at)
  values (p_id, person.id, p_token_hash, p_now + interval '1 hour', p_now)
  on conflict (id) do nothing;
  return query select person.id, person.name;
end $$;
comment on function request_password_reset is 'Definer: the person who forgot a password is nobody yet.';

create or replace function finish_password_reset(p_token_hash text, p_password_hash text, p_now timestamptz)
returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
declare person uuid;
begin
  update password_reset_tokens t set used_at = p_now
  where t.token_hash = p_token_hash and t.used_at is null and t.expires_at > p_now
  returning t.user_id into person;
  if person is null then return null; end if;
  update users set password_hash = p_password_hash where id = person;
  update sessions set revoked_at = p_now where user_id = person and revoked_at is null;
  update password_reset_tokens t set used_at = p_now where t.user_id = person and t.used_at is null;
  return person;
end $$;
comment on function finish_password_reset is 'Definer: the person who forgot a password is nobody yet.';

create or replace function password_reset_by_token(p_token_hash text, p_now timestamptz)
returns table (state text, email text, name text)
language sql stable security definer set search_path = pg_catalog, public
as $$
  select case when t.used_at is not null then 'used' when t.expires_at <= p_now then 'expired' else 'open' end,
    u.email, u.name
  from password_reset_tokens t join users u on u.id = t.user_id
  where t.token_hash = p_token_hash
$$;
comment on function password_reset_by_token is 'Definer: the person who forgot a password is nobody yet.';

create or replace function invitation_by_token(p_token_hash text, p_now timestamptz)
returns table (email text, role text, workspace_slug text, workspace_name text, state text, has_account boolean)
language sql stable security definer set search_path = pg_catalog, public
as $$
  select i.email, i.role, w.slug, w.name,
    case when i.accepted_at is not null then 'accepted' when i.revoked_at is not null then 'revoked'
      when i.expires_at <= p_now then 'expired' else 'open' end,
    exists (select 1 from users u where u.email = i.email and u.password_hash is not null)
  from invitations i join workspaces w on w.id = i.workspace_id
  where i.token_hash = p_token_hash
$$;
comment on function invitation_by_token is 'Definer: whoever follows an invitation is nobody yet.';

-- Answers the user who joined, or null when the invitation is not open or belongs to an account
-- that the caller has not signed in to (p_user_id).
create or replace function accept_invitation(
  p_token_hash text, p_user_id uuid, p_name text, p_password_hash text, p_now timestamptz
) returns table (user_id uuid, workspace_slug text)
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
#variable_conflict use_column
declare
  invitation invitations%rowtype;
  person users%rowtype;
begin
  select * into invitation from invitations i
  where i.token_hash = p_token_hash and i.accepted_at is null and i.revoked_at is null and i.expires_at > p_now
  for update;
  if not found then return; end if;

  perform ensure_user(invitation.email, coalesce(p_name, ''));
  select * into person from users u where u.email = invitation.email for update;
  if person.password_hash is null then
    if p_password_hash is null then return; end if;
    update users u set password_hash = p_password_hash,
      name = case when coalesce(p_name, '') <> '' then p_name else u.name end
    where u.id = person.id;
  elsif person.id is distinct from p_user_id then
    return;
  end if;

  update invitations set accepted_at = p_now where id = invitation.id;
  insert into memberships as m (workspace_id, user_id, role, status, partner_id, customer_id, va_id, created_at)
  values (invitation.workspace_id, person.id, invitation.role, 'active', invitation.partner_id, invitation.customer_id, invitation.va_id, p_now)
  on conflict (workspace_id, user_id) do update
    set status = 'active', role = excluded.role, partner_id = excluded.partner_id, customer_id = excluded.customer_id, va_id = excluded.va_id
    where m.status <> 'active';
  update partners p set user_id = person.id
  where p.workspace_id = invitation.workspace_id and p.id = invitation.partner_id and p.user_id is null;
  update customers c set onboarding_state = 'profile'
  where c.workspace_id = invitation.workspace_id and c.id = invitation.customer_id and c.onboarding_state in ('none', 'invited');
  insert into events (workspace_id, type, subject_type, subject_id, partner_id, customer_id, actor_user_id, actor_name, data, created_at)
  values (invitation.workspace_id, 'invitation.accepted',
    case when invitation.partner_id is not null then 'partner' when invitation.customer_id is not null then 'customer' else 'invitation' end,
    coalesce(invitation.partner_id, invitation.customer_id, invitation.id), invitation.partner_id, invitation.customer_id, person.id, coalesce(nullif(p_name, ''), nullif(person.name, ''), person.email),
    jsonb_build_object('role', invitation.role), p_now);
  return query select person.id, w.slug from workspaces w where w.id = invitation.workspace_id;
end $$;
comment on function accept_invitation is 'Definer: whoever follows an invitation is no member yet.';

-- The last owner of a workspace stays. Commands lock the owners first; this holds whatever code writes.
create or replace function keep_an_owner() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
begin
  perform 1 from memberships m
  where m.workspace_id = old.workspace_id and m.role = 'owner' and m.status = 'active' and m.id <> old.id
  for update;
  if not found then
    raise exception 'the last owner of a workspace stays' using errcode = 'TD006', table = tg_table_name;
  end if;
  return new;
end $$;
create or replace trigger keep_an_owner before update of role, status on memberships
  for each row when (old.role = 'owner' and old.status = 'active' and (new.role <> 'owner' or new.status <> 'active'))
  execute function public.keep_an_owner();

-- What nobody needs any more, in every workspace at once.
create or replace function purge_expired(p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
begin
  delete from idempotency_keys where created_at < p_now - interval '24 hours';
  delete from sessions where coalesce(revoked_at, expires_at) < p_now - interval '30 days';
  delete from password_reset_tokens where expires_at < p_now - interval '7 days';
  delete from limits.rate_limits where expire < extract(epoch from p_now) * 1000;
end $$;
comment on function purge_expired is 'Definer: sessions and reset tokens belong to no workspace, and nobody else may delete them.';

-- Rate limits are counted before there is an actor.
alter table limits.rate_limits enable row level security;
drop policy if exists visitor on limits.rate_limits;
create policy visitor on limits.rate_limits to anon using (true);
grant usage on schema limits to anon;
grant select, insert, update, delete on limits.rate_limits to anon;

grant execute on function password_reset_by_token(text, timestamptz) to anon;
grant execute on function purge_expired(timestamptz) to service_role;
