-- Visitors of the programme page: what they did, and what became of the application that they sent.

-- The stays of a visitor, worked out anew from what was counted and from the first application that names them. Nothing
-- comes before what it follows, whichever arrives first; whoever applied has visited. For definers.
create or replace function follow_visitor(p_workspace_id uuid, p_visitor_id uuid) returns void
language plpgsql volatile set search_path = pg_catalog, public
as $$
declare
  a partner_applications%rowtype;
begin
  -- Visits and applications of one visitor take turns; what the other wrote is read after it.
  perform pg_advisory_xact_lock(hashtextextended('visitor ' || p_workspace_id || p_visitor_id, 0));
  select * into a from partner_applications x where x.workspace_id = p_workspace_id and x.visitor_id = p_visitor_id
    order by x.created_at, x.id limit 1;
  with known as (
    delete from conversion_funnels f where f.workspace_id = p_workspace_id and f.visitor_id = p_visitor_id
    returning f.stage, f.entered_at, f.campaign_id
  ), entered as (
    select k.stage, k.entered_at from known k where k.stage in ('visited','estimated')
    union all select 'visited', a.submitted_at where a.id is not null and not exists (select from known k where k.stage = 'visited')
    union all select 'applied', a.submitted_at where a.id is not null
    union all select 'joined', coalesce(a.reviewed_at, a.submitted_at) where a.status = 'approved'
  ), ordered as (
    select e.stage, max(e.entered_at) over w as entered_at, row_number() over w as place
    from entered e window w as (order by array_position(array['visited','estimated','applied','joined'], e.stage))
  ), stays as (
    select o.stage, o.entered_at, lead(o.entered_at) over (order by o.place) as went_on_at from ordered o
  )
  insert into conversion_funnels (workspace_id, visitor_id, campaign_id, stage, entered_at, exited_at, converted_at)
  select p_workspace_id, p_visitor_id, (select k.campaign_id from known k where k.stage = 'visited'), s.stage, s.entered_at,
    case when s.stage = 'applied' and a.status = 'rejected' then greatest(s.entered_at, a.reviewed_at) else s.went_on_at end, s.went_on_at
  from stays s;
end $$;

create or replace function follow_applicant() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
begin
  if tg_op = 'UPDATE' and old.visitor_id is distinct from new.visitor_id and old.visitor_id is not null then
    perform follow_visitor(old.workspace_id, old.visitor_id);
  end if;
  if new.visitor_id is not null then perform follow_visitor(new.workspace_id, new.visitor_id); end if;
  return null;
end $$;
comment on function follow_applicant is 'Definer: nobody but triggers writes stays; touches those of the visitor that the written row names.';
create or replace trigger follow_applicant after insert or update of visitor_id, status, submitted_at, reviewed_at on partner_applications
  for each row execute function follow_applicant();

-- Counts once what a visitor does; what they do after applying is no step towards it. False where there is no such
-- programme. A campaign that the workspace does not have counts as none.
create or replace function count_visit(p_slug text, p_visitor_id uuid, p_stage text, p_campaign_id uuid, p_now timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
declare
  ws constant uuid := (select w.id from workspaces w where w.slug = p_slug);
begin
  if ws is null then return false; end if;
  perform pg_advisory_xact_lock(hashtextextended('visitor ' || ws || p_visitor_id, 0));
  insert into conversion_funnels (workspace_id, visitor_id, campaign_id, stage, entered_at)
  select ws, p_visitor_id, (select c.id from campaigns c where c.workspace_id = ws and c.id = p_campaign_id), s.stage, p_now
  from unnest(array['visited', p_stage]) s(stage)
  where s.stage = 'visited' or s.stage = 'estimated' and not exists (
    select from conversion_funnels f where f.workspace_id = ws and f.visitor_id = p_visitor_id and f.stage = 'applied')
  on conflict (workspace_id, visitor_id, stage) where visitor_id is not null do nothing;
  if found then
    perform follow_visitor(ws, p_visitor_id);
    if is_watched_topic(ws, 'analytics') then perform pg_notify('tandem_live', ws || ' analytics'); end if;
  end if;
  return true;
end $$;
comment on function count_visit is 'Definer: visitors see no tables; writes the visit that its arguments say, and answers nothing about others.';
grant execute on function count_visit(text, uuid, text, uuid, timestamptz) to anon, authenticated;
