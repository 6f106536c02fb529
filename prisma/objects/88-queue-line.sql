-- The queue: the line, claims and leases. What follows from a result is in 88-queue-results.sql. Application logins read
-- items and move them through these functions alone. Locks are taken in one order: batches by id, then items, customers
-- by id, directories by id, listings. Claims wait for no lock, but for a moment for whoever puts due items into the line.
-- Times come from the database's clock (one clock, however many machines) unless the caller brings its own.

-- Start-time fair queueing: newcomers begin at the turn that is being served.
create or replace function served_turn(p_workspace uuid, p_method text, p_priority integer) returns bigint
language sql stable set search_path = pg_catalog, public
as $$
  select coalesce(
    (select max(q.turn) from submission_queue q
     where q.workspace_id = p_workspace and q.status = 'processing' and q.automation_method = p_method and q.priority = p_priority),
    (select q.turn from submission_queue q
     where q.workspace_id = p_workspace and q.status = 'pending' and q.ready
       and q.automation_method = p_method and q.priority = p_priority
     order by q.turn limit 1), 0)
$$;

-- Claims begin to look where the line began when a claim last noted it, and not at its very start: as long as any
-- transaction stays open, every item claimed since still has its entry there. Whoever puts items into the line moves the
-- place back to them; nobody notes it while they do, so it never lies past what waits.
create or replace function move_heads_back(p_workspace uuid, p_items uuid[]) returns void
language plpgsql volatile set search_path = pg_catalog, public
as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('heads ' || p_workspace, 0));
  update queue_heads h set priority = f.priority, turn = f.turn
  from (select distinct on (q.automation_method) q.automation_method, q.priority, q.turn from submission_queue q
        where q.workspace_id = p_workspace and q.id = any (p_items) order by q.automation_method, q.priority, q.turn) f
  where h.workspace_id = p_workspace and h.automation_method = f.automation_method and (h.priority, h.turn) > (f.priority, f.turn);
end $$;

-- The last of a claim, as others who put something into the line wait for its commit.
drop function if exists note_heads(uuid, text[]);
create or replace function note_heads(p_workspace uuid, p_methods text[], p_whole boolean) returns void
language plpgsql volatile set search_path = pg_catalog, public
as $$
begin
  if not pg_try_advisory_xact_lock(hashtextextended('heads ' || p_workspace, 0)) then return; end if;
  insert into queue_heads as h (workspace_id, automation_method, priority, turn)
  select p_workspace, m.method, f.priority, f.turn from unnest(p_methods) as m(method)
  left join queue_heads n on not p_whole and n.workspace_id = p_workspace and n.automation_method = m.method
  cross join lateral (select l.priority, l.turn from submission_queue l
    where l.workspace_id = p_workspace and l.status = 'pending' and l.ready and l.automation_method = m.method
      and (l.priority, l.turn) >= (coalesce(n.priority, 0), coalesce(n.turn, 0))
    order by l.priority, l.turn limit 1) f
  on conflict (workspace_id, automation_method) do update set priority = excluded.priority, turn = excluded.turn
    where (h.priority, h.turn) <> (excluded.priority, excluded.turn);
end $$;

-- Puts due items into the line: new ones behind those of their customer, others where they stood. Null when somebody
-- else is at it.
create or replace function ripen_items(p_now timestamptz default null) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off
as $$
declare
  ws constant uuid := app_workspace_id();
  at constant timestamptz := coalesce(p_now, clock_timestamp());
  ids uuid[];
begin
  if not pg_try_advisory_xact_lock(hashtextextended('ripen ' || ws::text, 0)) then return null; end if;
  select array_agg(d.id) into ids from (
    select q.id from submission_queue q
    where q.workspace_id = ws and not q.ready and q.status in ('pending', 'retry_needed') and q.scheduled_for <= at
    order by q.scheduled_for limit 5000 for update skip locked) d;
  if ids is null then return 0; end if;
  with placed as (
    select q.id, q.customer_id, q.automation_method, q.priority, q.turn,
      row_number() over (partition by q.customer_id, q.automation_method, q.priority, q.turn is null order by q.scheduled_for, q.id) as n
    from submission_queue q where q.workspace_id = ws and q.id = any (ids)
  ), lines as (
    select customer_id, automation_method, priority, count(*) as n, (
        select greatest(served_turn(ws, p.automation_method, p.priority), coalesce(max(t.last_turn), 0)) from queue_turns t
        where t.workspace_id = ws and t.customer_id = p.customer_id and t.automation_method = p.automation_method and t.priority = p.priority
      ) as base
    from placed p where p.turn is null group by customer_id, automation_method, priority
  ), kept as (
    insert into queue_turns as t (workspace_id, customer_id, automation_method, priority, last_turn)
    select ws, customer_id, automation_method, priority, base + n from lines order by customer_id, automation_method, priority
    on conflict (workspace_id, customer_id, automation_method, priority) do update set last_turn = greatest(t.last_turn, excluded.last_turn)
  )
  update submission_queue q set turn = coalesce(p.turn, l.base + p.n), status = 'pending', ready = true, next_retry_at = null, updated_at = at
  from placed p left join lines l using (customer_id, automation_method, priority)
  where q.workspace_id = ws and q.id = p.id;
  perform move_heads_back(ws, ids);
  return cardinality(ids);
end $$;
comment on function ripen_items is 'Definer: items move through functions only; filters by the asking workspace itself.';

-- Waits until whoever is at it has put the due items into the line, but not for long: it may have more to do.
create or replace function await_ripening(p_workspace uuid) returns void
language plpgsql volatile set search_path = pg_catalog, public set lock_timeout = '100ms'
as $$ begin
  perform pg_advisory_xact_lock(hashtextextended('ripen ' || p_workspace::text, 0));
exception when lock_not_available then null;
end $$;

-- Of the candidates, in their order, at most p_most that their directories and batches have room for; those without
-- room are parked. p_taken are those that the same claim has taken before.
-- A limited directory or batch is locked, so that two claims never count at the same time; a locked one is passed by.
create or replace function admit_items(p_candidates uuid[], p_taken uuid[], p_most integer, p_now timestamptz) returns uuid[]
language plpgsql volatile set search_path = pg_catalog, public
as $$
declare
  ws constant uuid := app_workspace_id();
  c record; d record; b record;
  taken uuid[] := '{}';
  held integer;
  blocked timestamptz;
begin
  for c in
    select q.id, q.directory_id, q.batch_id,
      (dir.max_concurrent is not null or dir.cooldown_seconds > 0 or dir.next_start_at > p_now) as at_directory,
      bat.max_concurrent_items is not null as in_batch
    from unnest(p_candidates) with ordinality as k(id, n)
    join submission_queue q on q.workspace_id = ws and q.id = k.id
    join directories dir on dir.workspace_id = ws and dir.id = q.directory_id
    join batch_submissions bat on bat.workspace_id = ws and bat.id = q.batch_id
    order by k.n
  loop
    exit when cardinality(taken) >= p_most;
    blocked := null;
    if c.in_batch then
      select x.max_concurrent_items as most into b from batch_submissions x
      where x.workspace_id = ws and x.id = c.batch_id for no key update skip locked;
      continue when not found;
      select count(*) into held from submission_queue q
      where q.workspace_id = ws and q.status = 'processing' and q.batch_id = c.batch_id;
      select held + count(*) into held from submission_queue q
      where q.workspace_id = ws and q.id = any (p_taken || taken) and q.batch_id = c.batch_id;
      if held >= b.most then blocked := p_now + interval '10 seconds'; end if;
    end if;
    if blocked is null and c.at_directory then
      select x.max_concurrent as most, x.cooldown_seconds as pause, x.next_start_at, x.next_slot_at into d from directories x
      where x.workspace_id = ws and x.id = c.directory_id for no key update skip locked;
      continue when not found;
      if d.next_start_at > p_now then
        blocked := greatest(d.next_start_at, d.next_slot_at);
        update directories x set next_slot_at = blocked + make_interval(secs => greatest(d.pause, 1))
        where x.workspace_id = ws and x.id = c.directory_id;
      elsif d.most is not null then
        select count(*) into held from submission_queue q
        where q.workspace_id = ws and q.status = 'processing' and q.directory_id = c.directory_id;
        select held + count(*) into held from submission_queue q
        where q.workspace_id = ws and q.id = any (p_taken || taken) and q.directory_id = c.directory_id;
        if held >= d.most then blocked := p_now + interval '10 seconds'; end if;
      end if;
      if blocked is null and d.pause > 0 then
        update directories x set next_start_at = p_now + make_interval(secs => d.pause)
        where x.workspace_id = ws and x.id = c.directory_id;
      end if;
    end if;
    if blocked is null then
      taken := taken || c.id;
    else
      update submission_queue q set ready = false, scheduled_for = blocked where q.workspace_id = ws and q.id = c.id;
    end if;
  end loop;
  return taken;
end $$;

-- Takes the best items that the worker can do: by priority, then the fair turn. Each gets a lease and a token of its own.
create or replace function take_items(
  p_workspace uuid, p_worker text, p_methods text[], p_count integer, p_lease_seconds integer, p_at timestamptz
) returns table (
  item_id uuid, lease_token uuid, lease_expires_at timestamptz, attempt integer, retry_count integer, automation_method text,
  priority integer, batch_id uuid, submission_id uuid, reference_id text, customer_id uuid, company_name text, full_name text,
  email text, business jsonb, directory_id uuid, directory_name text, directory_url text, submission_url text,
  requirements jsonb, automation jsonb
)
language plpgsql volatile set search_path = pg_catalog, public
as $$
#variable_conflict use_column
declare
  ws constant uuid := p_workspace;
  at constant timestamptz := p_at;
  found uuid[];
  admitted uuid[];
  taken uuid[] := '{}';
  seen uuid[] := '{}';
  missing integer;
  bounded boolean;
  fresh uuid[];
  unbegun uuid[];
  dice constant double precision := random();
  -- From the very start when there seems to be nothing, and seldom all the same.
  whole boolean := dice < 0.002;
  notes constant boolean := dice < 0.05;
  -- What one notice is about, all who are woken by it find at the same moment.
  missed boolean := false;
  due boolean;
  known boolean;
begin
  if ws is null or p_count < 1 then return; end if;
  select exists (select from submission_queue q where q.workspace_id = ws and not q.ready
      and q.status in ('pending', 'retry_needed') and q.scheduled_for <= at),
    exists (select from queue_workers w where w.workspace_id = ws and w.worker_id = p_worker
      and w.last_seen_at > at - interval '5 seconds' and w.capabilities = p_methods)
  into due, known;
  if due then missed := ripen_items(at) is null; end if;
  -- Each round takes what there is room for and parks what there is none for, so it is not met again.
  for round in 0 .. 7 loop
    missing := p_count - cardinality(taken);
    -- Directories and batches are asked item by item: a join would read all of them for one item.
    select array_agg(c.id order by c.priority, c.turn, c.id), coalesce(bool_or(c.at_directory or c.batch > 1), false),
      array_agg(c.batch_id) filter (where c.batch % 2 = 1)
    into found, bounded, fresh
    from (
      select q.id, q.priority, q.turn, q.batch_id,
        (select d.max_concurrent is not null or d.cooldown_seconds > 0 or coalesce(d.next_start_at > at, false)
         from directories d where d.workspace_id = ws and d.id = q.directory_id) as at_directory,
        -- 1 when it has not begun, and 2 more when it has a limit.
        (select (b.status = 'pending')::integer + 2 * (b.max_concurrent_items is not null)::integer
         from batch_submissions b where b.workspace_id = ws and b.id = q.batch_id) as batch
      from unnest(p_methods) as m(method)
      left join queue_heads h on not whole and h.workspace_id = ws and h.automation_method = m.method
      cross join lateral (
        select l.id, l.priority, l.turn, l.directory_id, l.batch_id from submission_queue l
        where l.workspace_id = ws and l.status = 'pending' and l.ready and l.automation_method = m.method and l.id <> all (seen)
          and (l.priority, l.turn) >= (coalesce(h.priority, 0), coalesce(h.turn, 0))
        order by l.priority, l.turn, l.id
        limit least(1000, missing * 4 ^ round)::integer for update skip locked
      ) q
      order by q.priority, q.turn, q.id
      limit least(1000, missing * 4 ^ round)::integer
    ) c;
    unbegun := unbegun || fresh;
    if found is null and missed and cardinality(taken) = 0 then
      missed := false;
      perform await_ripening(ws);
      perform ripen_items(at);
      continue;
    end if;
    if found is null and not whole then
      whole := true;
      continue;
    end if;
    exit when found is null;
    if not bounded then
      taken := taken || found[1:missing];
      exit;
    end if;
    admitted := admit_items(found, taken, missing, at);
    taken := taken || admitted;
    seen := seen || found;
    exit when cardinality(taken) >= p_count;
  end loop;
  if not known then perform seen_worker(ws, p_worker, p_methods, at); end if;
  if cardinality(taken) = 0 then return; end if;

  return query
    with claimed as (
      update submission_queue q set status = 'processing', ready = false, worker_id = p_worker, lease_token = gen_random_uuid(),
        lease_expires_at = at + make_interval(secs => p_lease_seconds), claimed_at = at, claimed_by = app_user_id(), attempts = q.attempts + 1,
        wait_seconds = coalesce(q.wait_seconds, greatest(0, extract(epoch from at - q.scheduled_for))),
        current_step = null, progress_percentage = 0, error_code = null, error_message = null, updated_at = at
      where q.workspace_id = ws and q.id = any (taken) and q.status = 'pending'
      returning q.*
    ), listed as (
      update directory_submissions l set status = 'submitting', status_changed_at = at, updated_at = at
      from claimed q where l.workspace_id = ws and l.id = q.submission_id and l.status in ('pending', 'revision_needed')
    )
    select q.id, q.lease_token, q.lease_expires_at, q.attempts, q.retry_count::integer, q.automation_method, q.priority::integer, q.batch_id,
      q.submission_id, l.internal_reference_id, c.id, c.company_name, c.full_name, c.email, c.business_data || q.submission_data,
      d.id, d.name, d.url, d.submission_url, d.requirements, d.automation
    from claimed q
    join customers c on c.workspace_id = ws and c.id = q.customer_id
    join directories d on d.workspace_id = ws and d.id = q.directory_id
    join directory_submissions l on l.workspace_id = ws and l.id = q.submission_id
    order by q.priority, q.turn, q.id;
  if unbegun is not null then
    -- Passed by when somebody holds the batch: the next claim or result says it.
    update batch_submissions b set status = 'processing', started_at = coalesce(b.started_at, at)
    where b.workspace_id = ws and b.id in (
      select x.id from batch_submissions x where x.workspace_id = ws and x.id = any (unbegun) and x.status = 'pending'
        and exists (select from submission_queue q where q.workspace_id = ws and q.batch_id = x.id and q.status = 'processing' and q.id = any (taken))
      for no key update skip locked);
  end if;
  if whole or notes then perform note_heads(ws, p_methods, whole); end if;
end $$;

drop function if exists claim_items(text, text[], integer, integer, timestamptz);
create or replace function claim_items(
  p_worker text, p_methods text[], p_count integer, p_lease_seconds integer, p_now timestamptz default null
) returns table (
  item_id uuid, lease_token uuid, lease_expires_at timestamptz, attempt integer, retry_count integer, automation_method text,
  priority integer, batch_id uuid, submission_id uuid, reference_id text, customer_id uuid, company_name text, full_name text,
  email text, business jsonb, directory_id uuid, directory_name text, directory_url text, submission_url text,
  requirements jsonb, automation jsonb
)
language plpgsql volatile security definer set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off
as $$
begin
  return query select * from take_items(app_workspace_id(), p_worker, p_methods, p_count, p_lease_seconds, coalesce(p_now, clock_timestamp()));
end $$;
comment on function claim_items is 'Definer: items move through functions only; filters by the asking workspace itself.';

create or replace function seen_worker(p_workspace uuid, p_worker text, p_methods text[], p_at timestamptz) returns void
language plpgsql volatile set search_path = pg_catalog, public
as $$ begin
  insert into queue_workers as w (workspace_id, worker_id, capabilities, first_seen_at, last_seen_at)
  values (p_workspace, p_worker, p_methods, p_at, p_at)
  on conflict (workspace_id, worker_id) do update set capabilities = excluded.capabilities, last_seen_at = excluded.last_seen_at;
end $$;

-- Extends a lease, and says how far the work is; null when the lease is lost.
create or replace function heartbeat_item(
  p_item uuid, p_token uuid, p_lease_seconds integer, p_step text, p_percent integer, p_now timestamptz default null
) returns timestamptz
language plpgsql volatile security definer set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off
as $$
declare
  at constant timestamptz := coalesce(p_now, clock_timestamp());
  item record;
begin
  update submission_queue q set lease_expires_at = at + make_interval(secs => p_lease_seconds),
    current_step = coalesce(p_step, q.current_step), progress_percentage = coalesce(p_percent, q.progress_percentage), updated_at = at
  where q.workspace_id = app_workspace_id() and q.id = p_item and q.lease_token = p_token and q.status = 'processing'
    and q.lease_expires_at > at
  returning q.lease_expires_at, q.worker_id, q.batch_id into item;
  if not found then return null; end if;
  update queue_workers w set last_seen_at = at
  where w.workspace_id = app_workspace_id() and w.worker_id = item.worker_id and w.last_seen_at < at - interval '5 seconds';
  if p_step is not null or p_percent is not null then perform tell_batch(item.batch_id, false); end if;
  return item.lease_expires_at;
end $$;
comment on function heartbeat_item is 'Definer: items move through functions only; filters by the asking workspace itself.';

-- Whether somebody looks at the batch, or at all batches: they hold a shared lock (lib/live/hub.ts). A notice that nobody
-- wants is dear: until its commit is on disk no other transaction of the database may commit one.
create or replace function is_watched(p_workspace uuid, p_batch uuid) returns boolean
language plpgsql volatile set search_path = pg_catalog, public
as $$
declare
  keys constant bigint[] := array[hashtextextended('live ' || p_workspace || ' batch:' || p_batch, 0),
    hashtextextended('live ' || p_workspace || ' batches', 0)];
  key bigint;
begin
  foreach key in array keys loop
    if not pg_try_advisory_lock(key) then return true; end if;
    perform pg_advisory_unlock(key);
  end loop;
  return false;
end $$;

-- Tells open screens that a batch has changed: at most four times a second, each listener looks again a little later.
create or replace function tell_batch(p_batch uuid, p_surely boolean) returns void
language plpgsql volatile set search_path = pg_catalog, public
as $$
begin
  update batch_submissions b set notified_at = clock_timestamp()
  where b.workspace_id = app_workspace_id() and b.id in (
    select x.id from batch_submissions x where x.workspace_id = app_workspace_id() and x.id = p_batch
      and (p_surely or x.notified_at is null or x.notified_at < clock_timestamp() - interval '250 milliseconds')
    for no key update skip locked);
  if found and is_watched(app_workspace_id(), p_batch) then
    perform pg_notify('tandem_live', app_workspace_id()::text || ' batch:' || p_batch);
  end if;
end $$;

