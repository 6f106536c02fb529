-- The one way for the application to add a job. It commits with the transaction that calls it. A smaller priority goes first.
drop function if exists enqueue(text, jsonb, text, timestamptz, integer, text);
create or replace function enqueue(
  p_task text,
  p_payload jsonb default '{}',
  p_job_key text default null,
  p_run_at timestamptz default null,
  p_max_attempts integer default 12,
  p_queue text default null,
  p_priority integer default 0
) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
begin
  perform graphile_worker.add_job(
    identifier => p_task, payload => p_payload::json, queue_name => p_queue,
    run_at => p_run_at, max_attempts => p_max_attempts, job_key => p_job_key, priority => p_priority);
end $$;
comment on function enqueue is 'Definer: application logins own nothing of graphile_worker and may only add jobs.';
