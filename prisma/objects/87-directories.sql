-- Statistics of directories are written here alone, from what the listings say.

-- The middle of a histogram whose element n counts those of n − 1 days; null of none.
create or replace function median_days(p_histogram integer[]) returns integer
language sql immutable parallel safe set search_path = pg_catalog
as $$
  select (min(n) - 1)::integer
  from (select n, sum(count) over (order by n) as seen, sum(count) over () as total
    from unnest(p_histogram) with ordinality as h(count, n)) counted
  where total > 0 and seen * 2 >= total
$$;

-- What one listing adds to the statistics of its directory. It was a submission once it went out or was given
-- up; it has one outcome at most, and an approval stays one whatever became of it later.
create or replace function listing_share(p_status text, p_manual boolean, p_submitted_at timestamptz, p_approved_at timestamptz,
  out submissions integer, out approved integer, out rejected integer, out failed integer, out manual integer, out days integer)
language sql immutable parallel safe set search_path = pg_catalog
as $$
  select counted::integer, approved::integer, (not approved and p_status = 'rejected')::integer,
    (not approved and p_status = 'failed')::integer, (counted and p_manual)::integer,
    case when approved and p_submitted_at is not null
      then least(180, greatest(0, floor(extract(epoch from p_approved_at - p_submitted_at) / 86400)))::integer end
  from (select p_approved_at is not null as approved,
    p_submitted_at is not null or p_status not in ('pending','submitting','cancelled') as counted) x
$$;

-- Takes listings away (sign −1) and adds them (+1): {directory_id, sign, status, manual, submitted_at, approved_at}.
-- Directories are locked by id, so that two statements about the same ones wait in the same order.
create or replace function count_listings(p_changes jsonb) returns void
language plpgsql volatile set search_path = pg_catalog, public
as $$
declare deltas jsonb;
begin
  with shares as (
    select c.directory_id, c.sign, s.*
    from jsonb_to_recordset(p_changes) as c(directory_id uuid, sign integer, status text, manual boolean,
      submitted_at timestamptz, approved_at timestamptz)
    cross join lateral listing_share(c.status, c.manual, c.submitted_at, c.approved_at) s
  ), days as (
    select directory_id, jsonb_object_agg(days, n) as days
    from (select directory_id, days, sum(sign) as n from shares where days is not null group by 1, 2 having sum(sign) <> 0) d
    group by 1
  )
  select jsonb_agg(jsonb_build_object('directory_id', directory_id, 'submissions', t.submissions, 'approved', t.approved,
    'rejected', t.rejected, 'failed', t.failed, 'manual', t.manual, 'days', d.days)) into deltas
  from (select directory_id, sum(sign * submissions) as submissions, sum(sign * approved) as approved,
      sum(sign * rejected) as rejected, sum(sign * failed) as failed, sum(sign * manual) as manual
    from shares group by 1) t
  left join days d using (directory_id)
  where (t.submissions, t.approved, t.rejected, t.failed, t.manual) <> (0, 0, 0, 0, 0) or d.days is not null;
  if deltas is null then return; end if;

  perform 1 from directories
  where id in (select directory_id from jsonb_to_recordset(deltas) as x(directory_id uuid))
  order by id for no key update;
  update directories d set
    submissions_count = d.submissions_count + x.submissions,
    approved_count = d.approved_count + x.approved,
    rejected_count = d.rejected_count + x.rejected,
    failed_count = d.failed_count + x.failed,
    manual_count = d.manual_count + x.manual,
    approval_days = case when x.days is null then d.approval_days
      else array(select coalesce(d.approval_days[n + 1], 0) + coalesce((x.days ->> n::text)::integer, 0)
        from generate_series(0, 180) n order by n) end
  from jsonb_to_recordset(deltas) as x(directory_id uuid, submissions integer, approved integer, rejected integer,
    failed integer, manual integer, days jsonb)
  where d.id = x.directory_id;
end $$;

-- An update adds what its rows stand for after and takes away what they stood for before; without an approval among
-- them, which the queue's own steps are, nothing but four counts can move, and those are plain sums.
drop function if exists add_to_directories(uuid[], integer[], integer[], integer[], integer[]);
create or replace function count_listing_changes() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan
as $$
declare
  changes jsonb;
  ids uuid[]; submitted integer[]; refused integer[]; unsent integer[]; helped integer[];
  approvals boolean;
begin
  if tg_op = 'UPDATE' then
    select array_agg(t.directory_id), array_agg(t.submitted), array_agg(t.refused), array_agg(t.unsent), array_agg(t.helped), bool_or(t.approved)
    into ids, submitted, refused, unsent, helped, approvals
    from (
      select c.directory_id, sum(c.sign)::integer as submitted, sum(case when c.status = 'rejected' then c.sign else 0 end)::integer as refused,
        sum(case when c.status = 'failed' then c.sign else 0 end)::integer as unsent, sum(case when c.manual then c.sign else 0 end)::integer as helped,
        bool_or(c.approved_at is not null) as approved
      from (
        select directory_id, 1 as sign, status, manual, submitted_at, approved_at from new_rows
        union all
        select directory_id, -1, status, manual, submitted_at, approved_at from old_rows
      ) c
      -- What has not gone out stands for nothing.
      where c.submitted_at is not null or c.approved_at is not null or c.status not in ('pending','submitting','cancelled')
      group by c.directory_id
    ) t
    where t.approved or (t.submitted, t.refused, t.unsent, t.helped) <> (0, 0, 0, 0);
    if ids is null then return null; end if;
    if not approvals then
      if cardinality(ids) > 1 then
        perform 1 from directories where id = any (ids) order by id for no key update;
      end if;
      update directories d set
        submissions_count = d.submissions_count + x.submitted,
        rejected_count = d.rejected_count + x.refused,
        failed_count = d.failed_count + x.unsent,
        manual_count = d.manual_count + x.helped
      from unnest(ids, submitted, refused, unsent, helped) as x(id, submitted, refused, unsent, helped)
      where d.id = x.id;
      return null;
    end if;
    select jsonb_agg(to_jsonb(c)) into changes from (
      (select 1 as sign, id, directory_id, status, manual, submitted_at, approved_at from new_rows
       except select 1, id, directory_id, status, manual, submitted_at, approved_at from old_rows)
      union all
      (select -1, id, directory_id, status, manual, submitted_at, approved_at from old_rows
       except select -1, id, directory_id, status, manual, submitted_at, approved_at from new_rows)
    ) c;
  elsif tg_op = 'INSERT' then
    select jsonb_agg(to_jsonb(n) || '{"sign":1}') into changes
    from (select directory_id, status, manual, submitted_at, approved_at from new_rows
      where submitted_at is not null or status not in ('pending','submitting','cancelled')) n;
  else
    select jsonb_agg(to_jsonb(o) || '{"sign":-1}') into changes
    from (select directory_id, status, manual, submitted_at, approved_at from old_rows) o;
  end if;
  if changes is not null then perform count_listings(changes); end if;
  return null;
end $$;
comment on function count_listing_changes is 'Definer: the counters are written by this trigger alone, whoever moves a listing; foreign keys bind its rows to directories of their workspace.';
create or replace trigger count_insert after insert on directory_submissions
  referencing new table as new_rows for each statement execute function count_listing_changes();
create or replace trigger count_update after update on directory_submissions
  referencing old table as old_rows new table as new_rows for each statement execute function count_listing_changes();
create or replace trigger count_delete after delete on directory_submissions
  referencing old table as old_rows for each statement execute function count_listing_changes();

-- The directories of the asking actor's workspace whose name or domain contains the text.
create or replace function search_directories(p_text text) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, public
as $$
declare
  needle text := '%' || regexp_replace(lower(btrim(p_text)), '([\\%_])', '\\\1', 'g') || '%';
begin
  if app_workspace_id() is null or app_role() not in ('owner', 'admin', 'manager', 'va', 'customer', 'service') then
    return;
  end if;
  return query select d.id from directories d
    where d.workspace_id = app_workspace_id() and d.search_text like needle limit 5000;
end $$;
comment on function search_directories is 'Definer: LIKE is not leakproof and would lose its index under row level security; filters by workspace itself.';
