-- Whole batches: queueing, pausing, resuming, cancelling, trying again. The lock order is that of 88-queue-line.sql.

-- Adds items to a batch: listings, items and reserved credits in one go, or nothing at all.
-- p_items: [{directory, data, replaces}]
create or replace function queue_items(
  p_batch uuid, p_items jsonb, p_due timestamptz, p_actor uuid, p_now timestamptz
) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
declare
  ws constant uuid := app_workspace_id();
  b batch_submissions;
  needed integer;
  wanted integer;
  added integer;
  methods text[];
begin
  select * into b from batch_submissions x where x.workspace_id = ws and x.id = p_batch for no key update;
  if not found or b.status = 'cancelled' then
    raise exception 'the batch takes no items' using errcode = 'TD043';
  end if;
  select count(*) into wanted from jsonb_array_elements(p_items);
  select count(*), coalesce(sum(d.credits), 0), array_agg(distinct d.automation_method) into added, needed, methods
  from jsonb_to_recordset(p_items) as i(directory uuid)
  join directories d on d.workspace_id = ws and d.id = i.directory and d.is_active;
  if added <> wanted then
    raise exception 'a directory is not there or switched off' using errcode = 'TD042';
  end if;
  perform roll_billing_periods(p_now, b.customer_id);
  if not exists (select from customers c where c.workspace_id = ws and c.id = b.customer_id and c.subscription_status in ('trialing', 'active')) then
    raise exception 'nothing new starts for this customer' using errcode = 'TD044';
  end if;
  update customers c set credits_reserved = c.credits_reserved + needed
  where c.workspace_id = ws and c.id = b.customer_id and c.archived_at is null
    and c.current_period_usage + c.credits_reserved + needed <= c.credits_limit + c.credits_granted;
  if not found then
    raise exception 'not enough credits' using errcode = 'TD040';
  end if;

  with given as (
    select uuid_v7() as item, uuid_v7() as listing, d.id as directory_id, d.automation_method, d.credits, coalesce(i.data, '{}') as data, i.replaces
    from jsonb_to_recordset(p_items) as i(directory uuid, data jsonb, replaces uuid)
    join directories d on d.workspace_id = ws and d.id = i.directory
  ), listed as (
    insert into directory_submissions (id, workspace_id, customer_id, directory_id, status, automation_method, internal_reference_id, created_at)
    select listing, ws, b.customer_id, directory_id, 'pending', automation_method, 'T-' || upper(right(listing::text, 10)), p_now from given
  ), queued as (
    insert into submission_queue (id, workspace_id, customer_id, directory_id, batch_id, submission_id, submission_data, status, priority,
      scheduled_for, automation_method, credits, replaces_item_id, created_at)
    select item, ws, b.customer_id, directory_id, b.id, listing, data, case b.status when 'paused' then 'paused' else 'pending' end, b.priority,
      p_due, automation_method, credits, replaces, p_now from given
  )
  insert into credit_entries (workspace_id, customer_id, kind, credits, queue_item_id, reservation_no, batch_id, period_start, created_by, created_at)
  select ws, b.customer_id, 'reserve', g.credits, g.item, 1, b.id, c.billing_period_start, p_actor, p_now
  from given g join customers c on c.workspace_id = ws and c.id = b.customer_id;

  perform count_items(b.id, p_now);
  -- A few that are due stand in the line before anybody is woken; many would keep the person waiting who queues them.
  if p_due <= p_now and wanted <= 500 then perform ripen_items(p_now); end if;
  -- With the ways of working that it takes: whoever cannot do it sleeps on (lib/queue/notice.ts).
  perform pg_notify('tandem_queue', ws || ' ' || array_to_string(methods, ','));
  return added;
end $$;
comment on function queue_items is 'Definer: items and credits move through functions only; filters by the asking workspace itself.';

-- Moves items of a batch that nobody holds. Answers how many; the batch must be in one of p_from.
create or replace function steer_batch(p_batch uuid, p_to text, p_from text[], p_reason text, p_actor uuid, p_now timestamptz) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
declare
  ws constant uuid := app_workspace_id();
  b batch_submissions;
  moved moved_item[];
begin
  select * into b from batch_submissions x where x.workspace_id = ws and x.id = p_batch for no key update;
  if not found or b.status <> all (p_from) then return null; end if;
  if p_to = 'paused' then
    with changed as (
      update submission_queue q set status = 'paused', ready = false, next_retry_at = null, updated_at = p_now
      where q.workspace_id = ws and q.batch_id = b.id and q.status in ('pending', 'retry_needed') returning row(q.id, q.customer_id, q.directory_id, q.batch_id, q.submission_id, q.status, q.credits, q.reservation_no, q.priority,
        q.automation_method, q.error_message)::moved_item as item)
    select array_agg(c.item) into moved from changed c;
    update batch_submissions x set status = 'paused', paused_reason = p_reason where x.workspace_id = ws and x.id = b.id;
  elsif p_to = 'processing' then
    with changed as (
      update submission_queue q set status = 'pending', ready = q.turn is not null and q.scheduled_for <= p_now, updated_at = p_now
      where q.workspace_id = ws and q.batch_id = b.id and q.status = 'paused' returning row(q.id, q.customer_id, q.directory_id, q.batch_id, q.submission_id, q.status, q.credits, q.reservation_no, q.priority,
        q.automation_method, q.error_message)::moved_item as item)
    select array_agg(c.item) into moved from changed c;
    perform move_heads_back(ws, (select array_agg(m.id) from unnest(moved) m));
    update batch_submissions x set status = case when x.started_at is null then 'pending' else 'processing' end, paused_reason = null
    where x.workspace_id = ws and x.id = b.id;
    perform pg_notify('tandem_queue', ws::text);
  elsif p_to = 'cancelled' then
    with changed as (
      update submission_queue q set status = 'cancelled', ready = false, next_retry_at = null, credit_state = 'released', finished_at = p_now, updated_at = p_now
      where q.workspace_id = ws and q.batch_id = b.id and q.status in ('pending', 'retry_needed', 'paused', 'manual_review') returning row(q.id, q.customer_id, q.directory_id, q.batch_id, q.submission_id, q.status, q.credits, q.reservation_no, q.priority,
        q.automation_method, q.error_message)::moved_item as item)
    select array_agg(c.item) into moved from changed c;
    update batch_submissions x set status = 'cancelled', paused_reason = null where x.workspace_id = ws and x.id = b.id;
    if moved is not null then perform settle_items(ws, moved, true, '[]', p_actor, '', p_now); end if;
    update pending_actions a set status = 'cancelled'
    where a.workspace_id = ws and a.queue_item_id in (select m.id from unnest(moved) m)
      and a.status in ('pending', 'assigned', 'in_progress', 'blocked', 'requires_customer');
  else
    raise exception 'a batch is not steered to %', p_to;
  end if;
  perform count_items(b.id, p_now);
  perform tell_batch(b.id, true);
  return coalesce(cardinality(moved), 0);
end $$;
comment on function steer_batch is 'Definer: items move through functions only; filters by the asking workspace itself.';

-- Queues failed items of a batch again, all of them or the given ones, with credits reserved anew. A directory that has
-- another listing of the customer by now is left out.
create or replace function retry_items(p_batch uuid, p_items uuid[], p_actor uuid, p_now timestamptz) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
declare
  ws constant uuid := app_workspace_id();
  b batch_submissions;
  chosen submission_queue[];
  needed integer;
begin
  select * into b from batch_submissions x where x.workspace_id = ws and x.id = p_batch for no key update;
  if not found or b.status = 'cancelled' then return null; end if;
  select array_agg(q) into chosen from (
    select q::submission_queue as q from submission_queue q
    where q.workspace_id = ws and q.batch_id = b.id and q.status = 'failed' and (p_items is null or q.id = any (p_items))
      and not exists (select from directory_submissions l where l.workspace_id = ws and l.customer_id = q.customer_id and l.directory_id = q.directory_id
        and l.status in ('pending', 'submitting', 'submitted', 'under_review', 'approved', 'revision_needed'))
    order by q.id for update) y;
  if chosen is null then return 0; end if;
  select sum(c.credits) into needed from unnest(chosen) c;
  perform roll_billing_periods(p_now, b.customer_id);
  if not exists (select from customers c where c.workspace_id = ws and c.id = b.customer_id and c.subscription_status in ('trialing', 'active')) then
    raise exception 'nothing new starts for this customer' using errcode = 'TD044';
  end if;
  update customers c set credits_reserved = c.credits_reserved + needed
  where c.workspace_id = ws and c.id = b.customer_id and c.archived_at is null
    and c.current_period_usage + c.credits_reserved + needed <= c.credits_limit + c.credits_granted;
  if not found then
    raise exception 'not enough credits' using errcode = 'TD040';
  end if;
  update directory_submissions l set status = 'pending', status_changed_at = p_now, updated_at = p_now
  from unnest(chosen) c where l.workspace_id = ws and l.id = c.submission_id;
  update submission_queue q set status = case b.status when 'paused' then 'paused' else 'pending' end, ready = false, turn = null, scheduled_for = p_now,
    retry_count = 0, credit_state = 'reserved', reservation_no = q.reservation_no + 1, finished_at = null, updated_at = p_now,
    automation_method = d.automation_method
  from directories d, unnest(chosen) c
  where q.workspace_id = ws and q.id = c.id and d.workspace_id = ws and d.id = q.directory_id;
  insert into credit_entries (workspace_id, customer_id, kind, credits, queue_item_id, reservation_no, batch_id, period_start, created_by, created_at)
  select ws, c.customer_id, 'reserve', c.credits, c.id, c.reservation_no + 1, b.id, k.billing_period_start, p_actor, p_now
  from unnest(chosen) c join customers k on k.workspace_id = ws and k.id = c.customer_id;
  perform count_items(b.id, p_now);
  perform tell_batch(b.id, true);
  perform pg_notify('tandem_queue', ws::text);
  return cardinality(chosen);
end $$;
comment on function retry_items is 'Definer: items and credits move through functions only; filters by the asking workspace itself.';

-- After a change of priority or limit: items take their place anew, and what waited for room looks again.
create or replace function line_up_batch(p_batch uuid) returns void
language sql volatile security definer set search_path = pg_catalog, public
as $$
  update submission_queue q set priority = b.priority,
    ready = q.status = 'pending' and q.turn is not null and q.priority = b.priority,
    turn = case when q.priority = b.priority then q.turn end
  from batch_submissions b
  where b.workspace_id = app_workspace_id() and b.id = p_batch and q.workspace_id = b.workspace_id and q.batch_id = b.id
    and q.status in ('pending', 'retry_needed', 'paused', 'manual_review');
  select move_heads_back(app_workspace_id(), array(select q.id from submission_queue q
    where q.workspace_id = app_workspace_id() and q.batch_id = p_batch and q.status = 'pending' and q.ready));
  select pg_notify('tandem_queue', app_workspace_id()::text);
$$;
comment on function line_up_batch is 'Definer: items move through functions only; filters by the asking workspace itself.';
