-- The queue: results in and the next claim out, in one transaction, as a worker goes from item to item.

-- Rows with `settled` are results that were accepted; the others are what was claimed after them, as claim_items()
-- answers it. A late or foreign token is not among the accepted, and keeps nobody from the next claim. What the results
-- make room for can be claimed at once.
drop function if exists exchange_items(jsonb, uuid, text, text, text[], integer, integer, timestamptz);
create or replace function exchange_items(
  p_results jsonb, p_actor uuid, p_actor_name text,
  p_worker text, p_methods text[], p_count integer, p_lease_seconds integer, p_now timestamptz default null
) returns table (
  settled text, item_id uuid, lease_token uuid, lease_expires_at timestamptz, attempt integer, retry_count integer,
  automation_method text, priority integer, batch_id uuid, submission_id uuid, reference_id text, customer_id uuid,
  company_name text, full_name text, email text, business jsonb, directory_id uuid, directory_name text, directory_url text,
  submission_url text, requirements jsonb, automation jsonb
)
language plpgsql volatile security definer set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off
as $$
#variable_conflict use_column
declare
  ws constant uuid := app_workspace_id();
  moved moved_item[];
  done moved_item;
begin
  moved := apply_results(ws, p_results, 'processing', p_actor, p_actor_name, coalesce(p_now, clock_timestamp()));
  foreach done in array coalesce(moved, '{}') loop
    settled := done.status; item_id := done.id; batch_id := done.batch_id;
    return next;
  end loop;
  -- By the clock of now: the results may have waited for a batch, and a lease begins when it is given.
  return query select null::text, t.*
    from take_items(ws, p_worker, p_methods, p_count, p_lease_seconds, coalesce(p_now, clock_timestamp())) t;
end $$;
comment on function exchange_items is 'Definer: items move through functions only; filters by the asking workspace itself.';
