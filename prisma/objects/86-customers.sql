-- Customers: billing periods, credits, and what may change by whose hand.

create or replace function tier_credits(p_tier text) returns integer
language sql immutable set search_path = pg_catalog
as $$ select case p_tier when 'basic' then 100 when 'pro' then 500 when 'enterprise' then 2000 end $$;

-- The n-th month from the anchor: the same day and local time, or the last day of a shorter month.
-- Each is counted from the anchor, so that the 31st comes back after February.
create or replace function billing_boundary(p_anchor timestamptz, p_zone text, p_n integer) returns timestamptz
language sql stable set search_path = pg_catalog
as $$
  select case p_n when 0 then p_anchor
    else ((p_anchor at time zone p_zone) + make_interval(months => p_n)) at time zone p_zone end
$$;

create or replace function billing_period(p_anchor timestamptz, p_zone text, p_n integer, out starts timestamptz, out ends timestamptz)
language sql stable set search_path = pg_catalog, public
as $$ select billing_boundary(p_anchor, p_zone, p_n), billing_boundary(p_anchor, p_zone, p_n + 1) $$;

-- The period that a moment falls into.
create or replace function billing_period_at(p_anchor timestamptz, p_zone text, p_at timestamptz, out starts timestamptz, out ends timestamptz)
language plpgsql stable set search_path = pg_catalog, public
as $$
declare n integer := (extract(year from p_at at time zone p_zone) - extract(year from p_anchor at time zone p_zone)) * 12
  + extract(month from p_at at time zone p_zone) - extract(month from p_anchor at time zone p_zone);
begin
  while billing_boundary(p_anchor, p_zone, n) > p_at loop n := n - 1; end loop;
  while billing_boundary(p_anchor, p_zone, n + 1) <= p_at loop n := n + 1; end loop;
  select p.starts, p.ends into starts, ends from billing_period(p_anchor, p_zone, n) p;
end $$;

-- Begins periods of customers that the caller has locked: what was granted on top expires, usage
-- starts again, reservations stay, a downgrade that waited takes place.
create or replace function begin_billing_periods(p_ids uuid[], p_starts timestamptz[], p_ends timestamptz[], p_now timestamptz) returns integer
language plpgsql volatile set search_path = pg_catalog, public
as $$
declare begun integer;
begin
  with before as (
    select c.*, a.starts, a.ends from customers c join unnest(p_ids, p_starts, p_ends) as a(id, starts, ends) using (id)
    where c.workspace_id = app_workspace_id()
  ), expired as (
    insert into credit_entries (workspace_id, customer_id, kind, credits, period_start, reason, created_at)
    select workspace_id, id, 'expire', credits_granted, billing_period_start, 'The billing period ended', p_now
    from before where credits_granted > 0 order by id
  ), told as (
    insert into events (workspace_id, type, subject_type, subject_id, customer_id, actor_user_id, actor_name, data, created_at)
    select b.workspace_id, 'customer.period_started', 'customer', b.id, b.id, app_user_id(),
      coalesce((select nullif(u.name, '') from users u where u.id = app_user_id()), 'Tandem'),
      jsonb_build_object('from', b.starts, 'to', b.ends, 'used', b.current_period_usage, 'tier', coalesce(b.next_tier, b.subscription_tier)), p_now
    from before b order by b.id
  )
  update customers c set
    billing_period_start = b.starts, billing_period_end = b.ends,
    credits_granted = 0,
    current_period_usage = coalesce((select sum(e.credits) from credit_entries e where e.workspace_id = b.workspace_id
      and e.customer_id = b.id and e.kind = 'consume' and e.period_start = b.starts), 0),
    subscription_tier = coalesce(b.next_tier, b.subscription_tier),
    credits_limit = coalesce(tier_credits(b.next_tier), b.credits_limit),
    next_tier = null
  from before b where c.id = b.id;
  get diagnostics begun = row_count;
  return begun;
end $$;

-- Everybody whose period or trial is over by then, or one of them. Stripe begins the periods of its own. For functions
-- that run as the owner: queueing calls it too, so that nobody pays for the minutes until the clock comes by.
create or replace function roll_billing_periods(p_now timestamptz, p_customer uuid) returns integer
language plpgsql volatile set search_path = pg_catalog, public
as $$
declare
  due uuid[];
  ending uuid[];
  begun integer;
begin
  select array_agg(l.id) into due from (
    select id from customers c
    where c.workspace_id = app_workspace_id() and c.archived_at is null and c.stripe_subscription_id is null
      and c.subscription_status not in ('cancelled', 'incomplete_expired')
      and c.billing_period_end <= p_now and (p_customer is null or c.id = p_customer)
    order by id for no key update) l;
  if due is null then return 0; end if;
  with ended as (
    update customers c set subscription_status = 'cancelled', cancel_at_period_end = false, next_tier = null
    where c.id = any (due) and c.cancel_at_period_end returning c.workspace_id, c.id
  ), told as (
    insert into events (workspace_id, type, subject_type, subject_id, customer_id, actor_name, data, created_at)
    select workspace_id, 'customer.subscribed', 'customer', id, id, 'Tandem', '{"to":"cancelled"}', p_now from ended)
  select array_agg(id) into ending from ended;
  with over as (
    update customers c set subscription_status = 'past_due'
    where c.id = any (due) and c.subscription_status = 'trialing' and c.trial_end <= p_now returning c.workspace_id, c.id)
  insert into events (workspace_id, type, subject_type, subject_id, customer_id, actor_name, data, created_at)
  select workspace_id, 'customer.subscribed', 'customer', id, id, 'Tandem', '{"to":"past due, the trial is over"}', p_now from over;
  select begin_billing_periods(array_agg(c.id), array_agg(p.starts), array_agg(p.ends), p_now) into begun
  from customers c cross join lateral billing_period_at(c.billing_anchor, c.billing_timezone, p_now) p
  where c.id = any (due) and c.id <> all (coalesce(ending, '{}'));
  return coalesce(begun, 0) + coalesce(cardinality(ending), 0);
end $$;
create or replace function reset_due_billing_periods(p_now timestamptz, p_customer uuid default null) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
begin
  if app_workspace_id() is null or coalesce(app_role(), '') not in ('owner', 'admin', 'service') then
    raise exception 'billing periods are begun by admins and by the clock' using errcode = '42501';
  end if;
  return roll_billing_periods(p_now, p_customer);
end $$;
comment on function reset_due_billing_periods is 'Definer: the ledger of credits is written by functions alone; filters by workspace and asks for the role itself.';

-- Brings a customer into the period of today, however many have passed; again, it changes nothing.
create or replace function reset_customer_billing_period(p_customer uuid, p_now timestamptz default current_timestamp) returns boolean
language sql volatile set search_path = pg_catalog, public
as $$ select reset_due_billing_periods(p_now, p_customer) > 0 $$;

-- Begins a period that does not follow from the one before: a subscription starts, or Stripe says so.
create or replace function start_billing_period(p_customer uuid, p_starts timestamptz, p_ends timestamptz, p_now timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
declare ends timestamptz := p_ends;
begin
  if app_workspace_id() is null or coalesce(app_role(), '') not in ('owner', 'admin', 'service') then
    raise exception 'billing periods are begun by admins and by Stripe' using errcode = '42501';
  end if;
  if ends is null then
    update customers c set billing_anchor = p_starts where c.workspace_id = app_workspace_id() and c.id = p_customer
      returning billing_boundary(p_starts, c.billing_timezone, 1) into ends;
  else
    perform 1 from customers c where c.workspace_id = app_workspace_id() and c.id = p_customer for no key update;
  end if;
  return begin_billing_periods(array[p_customer], array[p_starts], array[ends], p_now) > 0;
end $$;
comment on function start_billing_period is 'Definer: the ledger of credits is written by functions alone; filters by workspace and asks for the role itself.';

create or replace function grant_credits(p_customer uuid, p_credits integer, p_reason text, p_now timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
declare period timestamptz;
begin
  if app_workspace_id() is null or coalesce(app_role(), '') not in ('owner', 'admin', 'service') then
    raise exception 'credits are granted by admins' using errcode = '42501';
  end if;
  update customers c set credits_granted = c.credits_granted + p_credits
    where c.workspace_id = app_workspace_id() and c.id = p_customer returning c.billing_period_start into period;
  if period is null then return false; end if;
  insert into credit_entries (workspace_id, customer_id, kind, credits, period_start, reason, created_by, created_at)
  values (app_workspace_id(), p_customer, 'grant', p_credits, period, p_reason, app_user_id(), p_now);
  return true;
end $$;
comment on function grant_credits is 'Definer: the ledger of credits is written by functions alone; filters by workspace and asks for the role itself.';

-- The customer at Stripe, once: who goes to pay is linked, be it an admin or the customer.
create or replace function link_stripe_customer(p_customer uuid, p_stripe_customer text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
declare linked text;
begin
  if app_workspace_id() is null or not (coalesce(app_role(), '') in ('owner', 'admin', 'service')
    or (app_role() = 'customer' and app_customer_id() = p_customer)) then
    raise exception 'a customer is linked by admins or by themselves' using errcode = '42501';
  end if;
  update customers c set stripe_customer_id = coalesce(c.stripe_customer_id, p_stripe_customer)
    where c.workspace_id = app_workspace_id() and c.id = p_customer returning c.stripe_customer_id into linked;
  return linked;
end $$;
comment on function link_stripe_customer is 'Definer: a customer who goes to pay may write nothing but their profile; filters by workspace and asks for the role itself.';

-- Used and reserved never grow past what there is; counters move through functions alone; a
-- customer writes their profile, and a manager no subscription.
create or replace function guard_customer() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
declare
  -- A statement of the application itself, not of a function that runs as the owner of the tables.
  direct constant boolean := current_user in ('app_staff', 'app_va', 'app_partner', 'app_customer', 'service_role');
  profile constant text[] := array['business_data','completeness','notification_preferences','full_name','company_name','onboarding_state','updated_at'];
begin
  if new.current_period_usage + new.credits_reserved > new.credits_limit + new.credits_granted
    and (tg_op = 'INSERT' or new.current_period_usage + new.credits_reserved > old.current_period_usage + old.credits_reserved) then
    raise exception 'customer % has % of % credits left', new.id,
      greatest(0, new.credits_limit + new.credits_granted - case when tg_op = 'INSERT' then 0 else old.current_period_usage + old.credits_reserved end),
      new.credits_limit + new.credits_granted using errcode = 'TD040', table = 'customers';
  end if;
  if not direct then return new; end if;
  if tg_op = 'INSERT' then
    if (new.credits_granted, new.current_period_usage, new.credits_reserved) is distinct from (0, 0, 0) then
      raise exception 'credits are counted by functions alone' using errcode = 'TD002', table = 'customers';
    end if;
    return new;
  end if;
  if (new.credits_granted, new.current_period_usage, new.credits_reserved, new.id, new.workspace_id)
    is distinct from (old.credits_granted, old.current_period_usage, old.credits_reserved, old.id, old.workspace_id) then
    raise exception 'credits are counted by functions alone' using errcode = 'TD002', table = 'customers';
  end if;
  if app_role() = 'customer' and to_jsonb(new) - profile is distinct from to_jsonb(old) - profile then
    raise exception 'a customer writes their profile alone' using errcode = 'TD041', table = 'customers';
  end if;
  if app_role() not in ('owner', 'admin', 'service') and
    (new.subscription_tier, new.subscription_status, new.next_tier, new.cancel_at_period_end, new.stripe_customer_id, new.stripe_subscription_id,
      new.credits_limit, new.billing_anchor, new.billing_period_start, new.billing_period_end, new.billing_timezone, new.trial_start, new.trial_end)
    is distinct from
    (old.subscription_tier, old.subscription_status, old.next_tier, old.cancel_at_period_end, old.stripe_customer_id, old.stripe_subscription_id,
      old.credits_limit, old.billing_anchor, old.billing_period_start, old.billing_period_end, old.billing_timezone, old.trial_start, old.trial_end) then
    raise exception 'admins change subscriptions' using errcode = 'TD041', table = 'customers';
  end if;
  return new;
end $$;
create or replace trigger guard_customer before insert or update on customers
  for each row execute function guard_customer();

-- The at most 2,000 customers of the asking actor whose names or e-mail contain the text.
create or replace function search_customers(p_text text) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, public
as $$
declare needle text := '%' || regexp_replace(lower(btrim(p_text)), '([\\%_])', '\\\1', 'g') || '%';
begin
  if app_role() not in ('owner', 'admin', 'manager', 'service') then return; end if;
  return query select c.id from customers c
    where c.workspace_id = app_workspace_id() and lower(c.company_name || ' ' || c.full_name || ' ' || c.email) like needle limit 2000;
end $$;
comment on function search_customers is 'Definer: LIKE is not leakproof and would lose its index under row level security; filters by workspace and role itself.';

-- Keeps what Stripe tells of a customer that is known here, once per event, and has the worker act on it.
create or replace function receive_stripe_event(
  p_id text, p_type text, p_stripe_customer text, p_subscription text, p_said jsonb, p_said_at timestamptz, p_now timestamptz
) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
declare made stripe_events;
begin
  insert into stripe_events (id, workspace_id, customer_id, type, subscription_id, said, said_at, received_at)
  select p_id, c.workspace_id, c.id, p_type, p_subscription, p_said, p_said_at, p_now
  from customers c where c.stripe_customer_id = p_stripe_customer
  on conflict (id) do nothing returning * into made;
  if made.id is null then return false; end if;
  perform enqueue('billing.stripe-event', jsonb_build_object('workspaceId', made.workspace_id, 'eventId', made.id),
    'billing.stripe-event:' || made.id, null, 12, 'stripe:' || made.customer_id);
  return true;
end $$;
comment on function receive_stripe_event is 'Definer: Stripe is a visitor whose signature was checked; it may add events and see nothing.';

create or replace trigger touch_updated_at before update on stripe_subscriptions
  for each row execute function touch_updated_at();
-- What was said later is never overwritten by what was said before.
create or replace function guard_stripe_subscription() returns trigger
language plpgsql set search_path = pg_catalog, public
as $$
begin
  if new.said_at < old.said_at or (new.id, new.workspace_id, new.customer_id) is distinct from (old.id, old.workspace_id, old.customer_id) then
    raise exception 'Stripe has said something newer of %', old.id using errcode = 'TD002', table = 'stripe_subscriptions';
  end if;
  return new;
end $$;
create or replace trigger guard_stripe_subscription before update on stripe_subscriptions
  for each row execute function guard_stripe_subscription();
