-- The queue: what follows from a result. Locks are taken in the order that 88-queue-line.sql names.

-- What later steps need to know of an item that has just moved.
do $$ begin
  if to_regtype('public.moved_item') is null then
    create type moved_item as (id uuid, customer_id uuid, directory_id uuid, batch_id uuid, submission_id uuid, status text,
      credits integer, reservation_no integer, priority integer, automation_method text, error_message text);
  end if;
  -- A batch that is locked, and so stays at its place in the table until it is written: found there without its index, which
  -- leads past every version that an open transaction might still look at.
  if to_regtype('public.held_batch') is null then
    create type held_batch as (place tid, id uuid, status text, total integer, completed integer, failed integer, cancelled integer, review integer);
  end if;
end $$;

-- Seconds to wait before trial n + 1 (n = 0 after the first failure): min(cap, 30 s × 2ⁿ) with equal jitter, where
-- p_roll is a number in [0, 1), and never sooner than the directory asked.
create or replace function retry_delay(p_n integer, p_roll double precision, p_asked integer) returns double precision
language sql immutable parallel safe set search_path = pg_catalog
as $$ select greatest(coalesce(p_asked, 0), least(21600, 30 * 2 ^ least(p_n, 20)) * (0.5 + p_roll / 2)) $$;

-- Applies results to items: of those that hold a token, only while it is theirs and the lease runs; without a token to
-- items that wait for a person (p_from). Everything that follows from a result happens here, in the same transaction:
-- the listing, the credits, the batch, the pending action, what is told.
-- p_results: [{item, token, kind: completed|retry|review|failed|released|again, exhausted: failed|review, code, message,
--   asked (seconds), roll, result, data (for the next trial), action: {type, title, description, priority, data},
--   listing: {status, url, reference, data, cost, currency, manual}}]
-- Answers the items that have moved.
drop function if exists apply_results(jsonb, text, uuid, text, timestamptz);
create or replace function apply_results(
  p_workspace uuid, p_results jsonb, p_from text, p_actor uuid, p_actor_name text, p_at timestamptz
) returns moved_item[]
language plpgsql volatile set search_path = pg_catalog, public
as $$
declare
  ws constant uuid := p_workspace;
  moved moved_item[];
  batches held_batch[];
  stopped uuid[];
  returned uuid[];
  ended boolean;
  settled integer;
  counted integer;
begin
  select array_agg(row(b.place, b.id, b.status, b.total_items, b.completed_items, b.failed_items, b.cancelled_items, b.review_items)::held_batch)
  into batches from (
    select x.ctid as place, x.id, x.status, x.total_items, x.completed_items, x.failed_items, x.cancelled_items, x.review_items
    from batch_submissions x
    where x.workspace_id = ws and x.id in (
      select q.batch_id from jsonb_to_recordset(p_results) as r(item uuid) join submission_queue q on q.workspace_id = ws and q.id = r.item)
    order by x.id for no key update) b;

  with given as (
    select * from jsonb_to_recordset(p_results) as r(item uuid, token uuid, kind text, exhausted text, code text, message text,
      asked integer, roll double precision, result jsonb, data jsonb)
  ), judged as (
    select r.*, b.status as batch_status,
      case when r.kind = 'retry' and q.retry_count >= q.max_retries then r.exhausted else r.kind end as verdict
    from given r
    join submission_queue q on q.workspace_id = ws and q.id = r.item
    join unnest(batches) b on b.id = q.batch_id
  ), landed as (
    -- What did not end by itself ends with a cancelled batch, and stands still in a paused one.
    select j.*, case
        when j.verdict in ('completed', 'failed') then j.verdict
        when j.batch_status = 'cancelled' then 'cancelled'
        when j.verdict = 'review' then 'manual_review'
        when j.batch_status = 'paused' then 'paused'
        when j.verdict = 'retry' then 'retry_needed'
        else 'pending' end as lands
    from judged j
  ), changed as (
    update submission_queue q set
      status = r.lands,
      ready = r.lands = 'pending' and q.turn is not null,
      credit_state = case r.lands when 'completed' then 'consumed' when 'failed' then 'released' when 'cancelled' then 'released' else 'reserved' end,
      retry_count = case r.verdict when 'again' then 0 when 'retry' then q.retry_count + 1 else q.retry_count end,
      submission_data = q.submission_data || coalesce(r.data, '{}'),
      next_retry_at = case when r.lands = 'retry_needed'
        then p_at + make_interval(secs => retry_delay(q.retry_count, r.roll, r.asked)) end,
      scheduled_for = case when r.verdict = 'retry' then p_at + make_interval(secs => retry_delay(q.retry_count, r.roll, r.asked)) else q.scheduled_for end,
      error_code = case when r.verdict in ('retry', 'failed', 'review') then r.code end,
      error_message = case when r.verdict in ('retry', 'failed', 'review') then left(r.message, 2000) end,
      result_data = coalesce(r.result, q.result_data),
      progress_percentage = case when r.lands = 'completed' then 100 else q.progress_percentage end,
      processing_seconds = q.processing_seconds + case when q.lease_token is null then 0 else greatest(0, extract(epoch from p_at - q.claimed_at)) end,
      finished_at = case when r.lands in ('completed', 'failed', 'cancelled') then p_at end,
      lease_token = null, lease_expires_at = null, updated_at = p_at
    from landed r
    where q.workspace_id = ws and q.id = r.item and q.status = p_from
      and (p_from <> 'processing' or (q.lease_token = r.token and (q.lease_expires_at > p_at or r.code = 'lease_expired')))
    returning row(q.id, q.customer_id, q.directory_id, q.batch_id, q.submission_id, q.status, q.credits, q.reservation_no, q.priority,
      q.automation_method, q.error_message)::moved_item as item
  )
  select array_agg(c.item), bool_or((c.item).status in ('completed', 'failed', 'cancelled')),
    array_agg((c.item).id) filter (where (c.item).status = 'pending') into moved, ended, returned from changed c;
  if moved is null then return moved; end if;

  settled := settle_items(ws, moved, ended, p_results, p_actor, p_actor_name, p_at);
  counted := advance_batches(ws, batches, moved, p_from, p_at);

  -- A batch that stops on errors stands still at its first failure.
  if p_results @> '[{"kind": "failed"}]' or p_results @> '[{"exhausted": "failed"}]' then
    select array_agg(distinct m.batch_id) into stopped from unnest(moved) m
    join batch_submissions b on b.workspace_id = ws and b.id = m.batch_id
    where m.status = 'failed' and b.stop_on_error and b.status in ('pending', 'processing');
    if stopped is not null then
      update submission_queue q set status = 'paused', ready = false, next_retry_at = null, updated_at = p_at
      where q.workspace_id = ws and q.batch_id = any (stopped) and q.status in ('pending', 'retry_needed');
      update batch_submissions b set status = 'paused', paused_reason = 'A submission failed, and this batch stops at the first failure.'
      where b.workspace_id = ws and b.id = any (stopped);
      insert into events (workspace_id, type, subject_type, subject_id, actor_user_id, actor_name, data, created_at)
      select ws, 'batch.stopped', 'batch', s.id, p_actor, p_actor_name, '{}', p_at from unnest(stopped) as s(id);
    end if;
  end if;

  if returned is not null then perform move_heads_back(ws, returned); end if;

  -- Asked last: whoever held a batch that was waited for may have parked items meanwhile.
  if exists (select from submission_queue q where q.workspace_id = ws and q.status = 'pending' and not q.ready and q.turn is not null) then
    perform unpark_items(ws, moved, p_at);
  end if;
  return moved;
end $$;

-- What a result means for listings, credits and people; p_ended when a reservation ends with it. Answers how many items
-- it was about: what answers something can be assigned, which costs less than a query.
drop function if exists settle_items(moved_item[], jsonb, uuid, text, timestamptz);
create or replace function settle_items(
  p_workspace uuid, p_moved moved_item[], p_ended boolean, p_results jsonb, p_actor uuid, p_actor_name text, p_at timestamptz
) returns integer
language plpgsql volatile set search_path = pg_catalog, public
as $$
declare ws constant uuid := p_workspace;
begin
  if p_ended then
    if cardinality(p_moved) > 1 then
      perform 1 from customers c
      where c.workspace_id = ws and c.id in (select m.customer_id from unnest(p_moved) m) order by c.id for no key update;
    end if;
    with counted as (
      update customers c set current_period_usage = c.current_period_usage + d.used, credits_reserved = c.credits_reserved - d.ended
      from (select m.customer_id, coalesce(sum(m.credits) filter (where m.status = 'completed'), 0) as used, sum(m.credits) as ended
            from unnest(p_moved) m where m.status in ('completed', 'failed', 'cancelled') group by m.customer_id) d
      where c.workspace_id = ws and c.id = d.customer_id
      returning c.id, c.billing_period_start
    )
    insert into credit_entries (workspace_id, customer_id, kind, credits, queue_item_id, reservation_no, batch_id, period_start, created_by, created_at)
    select ws, m.customer_id, case m.status when 'completed' then 'consume' else 'release' end, m.credits, m.id, m.reservation_no, m.batch_id,
      c.billing_period_start, p_actor, p_at
    from counted c join unnest(p_moved) m on m.customer_id = c.id
    where m.status in ('completed', 'failed', 'cancelled');
  end if;

  if p_results @? '$[*].asked' then
  update directories d set next_start_at = greatest(d.next_start_at, a.until)
  from (select m.directory_id, max(p_at + make_interval(secs => r.asked)) as until
        from jsonb_to_recordset(p_results) as r(item uuid, asked integer) join unnest(p_moved) m on m.id = r.item
        where r.asked > 0 group by m.directory_id order by m.directory_id) a
  where d.workspace_id = ws and d.id = a.directory_id;
  end if;

  with listed as (
    update directory_submissions l set
      status = case m.status when 'failed' then 'failed' when 'cancelled' then 'cancelled' when 'pending' then 'pending' when 'paused' then 'pending' else coalesce(r.listing ->> 'status', 'submitted') end,
      listing_url = coalesce(r.listing ->> 'url', l.listing_url), external_reference = coalesce(r.listing ->> 'reference', l.external_reference),
      submitted_data = coalesce(nullif(r.listing -> 'data', 'null'), l.submitted_data), automation_method = m.automation_method,
      manual = l.manual or coalesce((r.listing ->> 'manual')::boolean, false) or m.automation_method = 'manual',
      cost_cents = coalesce((r.listing ->> 'cost')::bigint, l.cost_cents), cost_currency = coalesce(r.listing ->> 'currency', l.cost_currency),
      submitted_at = case when m.status = 'completed' then coalesce(l.submitted_at, p_at) else l.submitted_at end,
      approved_at = case when m.status = 'completed' and r.listing ->> 'status' = 'approved' then p_at else l.approved_at end,
      next_check_at = case when m.status = 'completed' and r.listing ->> 'url' is not null then p_at + interval '1 day' else l.next_check_at end,
      credits_consumed = l.credits_consumed + case when m.status = 'completed' then m.credits else 0 end,
      status_changed_at = p_at, updated_at = p_at
    from unnest(p_moved) m
    left join jsonb_to_recordset(p_results) as r(item uuid, listing jsonb) on r.item = m.id
    where l.workspace_id = ws and l.id = m.submission_id
      and (m.status in ('completed', 'failed', 'cancelled') or (m.status in ('pending', 'paused') and l.status = 'submitting'))
    returning m.status, m.submission_id, m.customer_id, m.error_message, l.status as listing
  )
  insert into events (workspace_id, type, subject_type, subject_id, customer_id, actor_user_id, actor_name, data, created_at)
  select ws, case when l.status = 'failed' then 'listing.failed' when l.listing = 'approved' then 'listing.approved' else 'listing.submitted' end,
    'listing', l.submission_id, case when l.status = 'completed' then l.customer_id end, p_actor, p_actor_name,
    case when l.status = 'failed' then jsonb_build_object('error', l.error_message) else '{}' end, p_at
  from listed l where l.status in ('completed', 'failed');

  if not p_results @? '$[*].action' then return cardinality(p_moved); end if;
  with opened as (
    insert into pending_actions (workspace_id, customer_id, directory_id, queue_item_id, submission_id, action_type, title, description,
      priority, action_data, created_at)
    select ws, m.customer_id, m.directory_id, m.id, m.submission_id, a.type, a.title, a.description, m.priority, coalesce(a.data, '{}'), p_at
    from jsonb_to_recordset(p_results) as r(item uuid, action jsonb)
    join unnest(p_moved) m on m.id = r.item and m.status = 'manual_review'
    cross join lateral jsonb_to_record(r.action) as a(type text, title text, description text, data jsonb)
    on conflict do nothing
    returning id, title
  )
  insert into events (workspace_id, type, subject_type, subject_id, actor_user_id, actor_name, data, created_at)
  select ws, 'action.opened', 'action', o.id, p_actor, p_actor_name, jsonb_build_object('title', o.title), p_at from opened o;
  return cardinality(p_moved);
end $$;

-- Counts a batch, which the caller has locked, anew, as after a change of many items.
drop function if exists count_items(uuid[], moved_item[], text, timestamptz);
create or replace function count_items(p_batch uuid, p_at timestamptz) returns void
language plpgsql volatile set search_path = pg_catalog, public
as $$
declare
  ws constant uuid := app_workspace_id();
  counted held_batch;
begin
  select x.ctid, x.id, x.status, q.total, q.completed, q.failed, q.cancelled, q.review into counted
  from batch_submissions x
  cross join lateral (
    select count(*) as total, count(*) filter (where q.status = 'completed') as completed, count(*) filter (where q.status = 'failed') as failed,
      count(*) filter (where q.status = 'cancelled') as cancelled, count(*) filter (where q.status = 'manual_review') as review
    from submission_queue q where q.workspace_id = ws and q.batch_id = x.id and q.customer_id = x.customer_id
  ) q
  where x.workspace_id = ws and x.id = p_batch;
  perform advance_batches(ws, array[counted], null, null, p_at);
end $$;

-- Adds a count to a ring of twelve steps of five minutes that ends with the step of p_end, moved on to that of p_to where
-- that is later. What belongs to none of its steps any more is left out.
create or replace function add_to_steps(p_steps integer[], p_end timestamptz, p_to timestamptz, p_at timestamptz, p_count integer) returns integer[]
language sql immutable parallel safe set search_path = pg_catalog
as $$
  select array_agg(coalesce(p_steps[n + moved], 0) + case when n = 12 - back then p_count else 0 end order by n)
  from generate_series(1, 12) n
  cross join (select coalesce(extract(epoch from p_to - p_end)::integer / 300, 12) as moved, extract(epoch from p_to - p_at)::integer / 300 as back) s
$$;

-- Writes the counters of locked batches, with what moved (from p_from) added, and finishes those that have nothing left.
-- Answers of how many.
create or replace function advance_batches(
  p_workspace uuid, p_batches held_batch[], p_moved moved_item[], p_from text, p_at timestamptz
) returns integer
language plpgsql volatile set search_path = pg_catalog, public
as $$
declare
  ws constant uuid := p_workspace;
  step constant timestamptz := date_bin('5 minutes', p_at, 'epoch');
  changed record;
begin
  for changed in
    update batch_submissions b set
      total_items = n.total, completed_items = n.completed, failed_items = n.failed, cancelled_items = n.cancelled, review_items = n.review,
      progress_percentage = case when n.total = 0 then 0 else (n.completed + n.failed + n.cancelled) * 100 / n.total end,
      success_rate = case when n.completed + n.failed > 0 then round(n.completed * 100.0 / (n.completed + n.failed)) end,
      status = case
        when b.status = 'cancelled' then b.status
        when n.done then case when n.completed > 0 then 'completed' when n.failed > 0 then 'failed' else 'cancelled' end
        when b.status in ('completed', 'failed') or (b.status = 'pending' and p_from = 'processing') then 'processing'
        else b.status end,
      started_at = case when p_from = 'processing' then coalesce(b.started_at, p_at) else b.started_at end,
      paused_reason = case when n.done then null else b.paused_reason end,
      finished_at = case when n.done then coalesce(b.finished_at, p_at) end,
      notified_at = case when n.done or b.notified_at is null or b.notified_at < clock_timestamp() - interval '250 milliseconds'
        then clock_timestamp() else b.notified_at end,
      recent_at = case when n.more then greatest(b.recent_at, step) else b.recent_at end,
      recent_completed = case when not n.more then b.recent_completed
        when b.recent_at = step then b.recent_completed[:11] || (b.recent_completed[12] + n.more_completed)
        else add_to_steps(b.recent_completed, b.recent_at, greatest(b.recent_at, step), step, n.more_completed) end,
      recent_failed = case when not n.more then b.recent_failed
        when b.recent_at = step then b.recent_failed[:11] || (b.recent_failed[12] + n.more_failed)
        else add_to_steps(b.recent_failed, b.recent_at, greatest(b.recent_at, step), step, n.more_failed) end
    from (
      select c.*, c.total > 0 and c.completed + c.failed + c.cancelled = c.total as done
      from unnest(p_batches) h
      cross join lateral (
        select h.place, h.total, h.completed + count(*) filter (where m.status = 'completed') as completed,
          h.failed + count(*) filter (where m.status = 'failed') as failed, h.cancelled + count(*) filter (where m.status = 'cancelled') as cancelled,
          h.review + count(*) filter (where m.status = 'manual_review') - case when p_from = 'manual_review' then count(*) else 0 end as review,
          count(*) filter (where m.status = 'completed')::integer as more_completed, count(*) filter (where m.status = 'failed')::integer as more_failed,
          coalesce(bool_or(m.status in ('completed', 'failed')), false) as more
        from unnest(p_moved) m where m.batch_id = h.id) c) n
    where b.workspace_id = ws and b.ctid = n.place
    returning b.id, b.status, b.customer_id, b.batch_name, n.done and b.finished_at = p_at as finished,
      b.notified_at > statement_timestamp() as told, b.notification_settings @> '{"customer": true}' as tells
  loop
    if changed.finished and changed.status <> 'cancelled' then
      insert into events (workspace_id, type, subject_type, subject_id, customer_id, actor_name, data, created_at)
      values (ws, 'batch.finished', 'batch', changed.id, changed.customer_id, 'Tandem', jsonb_build_object('name', changed.batch_name), p_at);
    end if;
    if changed.finished and changed.tells then
      perform enqueue('batches.finished', jsonb_build_object('workspaceId', ws, 'batchId', changed.id), 'batches.finished:' || changed.id);
    end if;
    if changed.told and is_watched(ws, changed.id) then perform pg_notify('tandem_live', ws::text || ' batch:' || changed.id); end if;
  end loop;
  return cardinality(p_batches);
end $$;

-- Lets the next item that waits for a place at the directory, or in the batch, back into the line.
drop function if exists unpark_items(moved_item[], timestamptz);
create or replace function unpark_items(p_workspace uuid, p_moved moved_item[], p_at timestamptz) returns void
language plpgsql volatile set search_path = pg_catalog, public
as $$
declare
  ws constant uuid := p_workspace;
  back uuid[];
begin
  with freed as (
  update submission_queue q set ready = true, scheduled_for = p_at
  where q.workspace_id = ws and q.id in (
    select p.id from (select m.directory_id, count(*) as n from unnest(p_moved) m group by m.directory_id) m
    join directories d on d.workspace_id = ws and d.id = m.directory_id and d.max_concurrent is not null
      and (d.next_start_at is null or d.next_start_at <= p_at)
    cross join lateral (
      select x.id from submission_queue x
      where x.workspace_id = ws and x.directory_id = m.directory_id and x.status = 'pending' and not x.ready and x.turn is not null
      order by x.scheduled_for limit m.n for update skip locked) p
    union all
    select p.id from (select m.batch_id, count(*) as n from unnest(p_moved) m group by m.batch_id) m
    join batch_submissions b on b.workspace_id = ws and b.id = m.batch_id and b.max_concurrent_items is not null
    cross join lateral (
      select x.id from submission_queue x
      where x.workspace_id = ws and x.batch_id = m.batch_id and x.status = 'pending' and not x.ready and x.turn is not null
      order by x.scheduled_for limit m.n for update skip locked) p)
  returning q.id)
  select array_agg(f.id) into back from freed f;
  if back is not null then perform move_heads_back(ws, back); end if;
end $$;

-- Results of items in the hands of workers. Answers those that were accepted; a late or foreign token is not among them.
drop function if exists finish_items(jsonb, uuid, text, timestamptz);
create or replace function finish_items(p_results jsonb, p_actor uuid, p_actor_name text, p_now timestamptz default null)
returns table (item_id uuid, status text, batch_id uuid)
language plpgsql volatile security definer set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off
as $$
begin
  return query select m.id, m.status, m.batch_id
  from unnest(apply_results(app_workspace_id(), p_results, 'processing', p_actor, p_actor_name, coalesce(p_now, clock_timestamp()))) m;
end $$;
comment on function finish_items is 'Definer: items move through functions only; filters by the asking workspace itself.';

-- What a person did about items that waited for one.
drop function if exists resolve_items(jsonb, uuid, text, timestamptz);
create or replace function resolve_items(p_results jsonb, p_actor uuid, p_actor_name text, p_now timestamptz default null)
returns table (item_id uuid, status text, batch_id uuid)
language plpgsql volatile security definer set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off
as $$
begin
  return query select m.id, m.status, m.batch_id
  from unnest(apply_results(app_workspace_id(), p_results, 'manual_review', p_actor, p_actor_name, coalesce(p_now, clock_timestamp()))) m;
end $$;
comment on function resolve_items is 'Definer: items move through functions only; filters by the asking workspace itself.';

-- Returns items whose lease has ended to the line: a failure like others, so an item that kills its workers ends.
create or replace function expire_leases(p_action jsonb, p_roll double precision, p_now timestamptz default null) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off
as $$
declare
  ws constant uuid := app_workspace_id();
  at constant timestamptz := coalesce(p_now, clock_timestamp());
  late jsonb;
begin
  select jsonb_agg(jsonb_build_object('item', q.id, 'token', q.lease_token, 'kind', 'retry', 'exhausted', 'review', 'code', 'lease_expired',
    'message', 'The worker was not heard of any more.', 'roll', p_roll, 'action', p_action))
  into late from (
    select q.id, q.lease_token from submission_queue q
    where q.workspace_id = ws and q.status = 'processing' and q.lease_expires_at <= at limit 500) q;
  if late is null then return 0; end if;
  return coalesce(cardinality(apply_results(ws, late, 'processing', null, 'Tandem', at)), 0);
end $$;
comment on function expire_leases is 'Definer: items move through functions only; filters by the asking workspace itself.';

-- Workspaces with something that is due, or held too long, for workers that serve them all.
create or replace function busy_workspaces(p_now timestamptz default null) returns table (workspace_id uuid, next_due timestamptz)
language sql stable security definer set search_path = pg_catalog, public
as $$
  select w.id, case when exists (select from submission_queue q where q.workspace_id = w.id and q.status = 'pending' and q.ready)
      then coalesce(p_now, clock_timestamp()) else n.next_due end
  from workspaces w
  cross join lateral (
    select least(
      (select min(q.scheduled_for) from submission_queue q where q.workspace_id = w.id and not q.ready and q.status in ('pending', 'retry_needed')),
      (select min(q.lease_expires_at) from submission_queue q where q.workspace_id = w.id and q.status = 'processing')) as next_due
  ) n
  where n.next_due is not null or exists (select from submission_queue q where q.workspace_id = w.id and q.status = 'pending' and q.ready)
$$;
comment on function busy_workspaces is 'Definer: a worker serves every workspace and learns here which have work; answers ids and times only.';
