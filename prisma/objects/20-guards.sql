-- Rules that hold whatever code writes: statuses move along their arrows, rows that say what
-- happened are never rewritten.

create or replace function touch_updated_at() returns trigger
language plpgsql set search_path = pg_catalog
as $$
begin
  new.updated_at := clock_timestamp();
  return new;
end $$;

do $$
declare t text;
begin
  foreach t in array array['workspaces','users','memberships','partner_applications','partners',
    'campaigns','client_leads','imports','commissions','payouts','customers','directories','batch_submissions','pending_actions',
    'virtual_assistants','work_settings','action_type_settings','macros']
  loop
    execute format('create or replace trigger touch_updated_at before update on %I
      for each row execute function public.touch_updated_at()', t);
  end loop;
end $$;

-- tg_argv[0]: the arrows, as 'from>to from>to …'.
create or replace function refuse_other_arrows() returns trigger
language plpgsql set search_path = pg_catalog
as $$
begin
  if old.status || '>' || new.status <> all (string_to_array(tg_argv[0], ' ')) then
    raise exception 'a row of % may not go from % to %', tg_table_name, old.status, new.status
      using errcode = 'TD001', table = tg_table_name;
  end if;
  return new;
end $$;

do $$
declare
  machine record;
begin
  for machine in select * from (values
    ('partner_applications', 'pending>under_review pending>approved pending>rejected under_review>approved under_review>rejected rejected>pending'),
    ('partners', 'active>suspended suspended>active active>banned suspended>banned banned>active active>inactive inactive>active'),
    ('client_leads', 'prospect>qualified qualified>proposal_sent proposal_sent>negotiating negotiating>closed_won '
      || 'qualified>prospect proposal_sent>qualified negotiating>proposal_sent closed_won>negotiating '
      || 'prospect>closed_lost qualified>closed_lost proposal_sent>closed_lost negotiating>closed_lost '
      || 'closed_won>closed_lost closed_lost>qualified'),
    ('commissions', 'pending>approved approved>paid pending>on_hold approved>on_hold on_hold>pending pending>rejected on_hold>rejected pending>reversed on_hold>reversed approved>reversed '
      || 'rejected>pending rejected>on_hold'), -- those two only where an operation is undone (84-risk.sql)
    ('imports', 'mapping>checking checking>ready checking>failed ready>checking ready>importing importing>completed importing>failed '
      || 'failed>importing failed>checking mapping>cancelled checking>cancelled ready>cancelled importing>cancelled failed>cancelled'),
    ('payouts', 'draft>approved approved>processing processing>paid processing>failed processing>unknown unknown>paid unknown>failed failed>processing draft>cancelled approved>cancelled failed>cancelled'),
    ('batch_submissions', 'pending>processing pending>paused pending>completed pending>failed pending>cancelled processing>paused processing>completed processing>failed processing>cancelled '
      || 'paused>pending paused>processing paused>completed paused>failed paused>cancelled completed>processing failed>processing'),
    ('directory_submissions', 'pending>submitting pending>submitted pending>approved pending>failed pending>cancelled submitting>pending submitting>submitted submitting>under_review submitting>approved '
      || 'submitting>rejected submitting>failed submitting>cancelled submitted>under_review submitted>approved submitted>rejected submitted>revision_needed submitted>failed '
      || 'under_review>approved under_review>rejected under_review>revision_needed revision_needed>submitting revision_needed>submitted revision_needed>pending revision_needed>rejected revision_needed>cancelled '
      || 'approved>expired approved>removed approved>revision_needed failed>pending cancelled>pending pending>rejected'),
    ('pending_actions', 'pending>assigned pending>in_progress pending>blocked pending>requires_customer pending>completed pending>failed pending>cancelled assigned>pending assigned>in_progress assigned>blocked '
      || 'assigned>requires_customer assigned>completed assigned>failed assigned>cancelled in_progress>pending in_progress>assigned in_progress>blocked in_progress>requires_customer in_progress>completed '
      || 'in_progress>failed in_progress>cancelled blocked>pending blocked>assigned blocked>in_progress blocked>cancelled requires_customer>pending requires_customer>assigned requires_customer>in_progress '
      || 'requires_customer>completed requires_customer>failed requires_customer>cancelled')
  ) as m(table_name, arrows)
  loop
    execute format('create or replace trigger refuse_other_arrows before update of status on %I
      for each row when (old.status is distinct from new.status)
      execute function public.refuse_other_arrows(%L)', machine.table_name, machine.arrows);
  end loop;
end $$;

create or replace function refuse_rewriting() returns trigger
language plpgsql set search_path = pg_catalog
as $$
begin
  raise exception 'rows of % are never changed', tg_table_name using errcode = 'TD002', table = tg_table_name;
end $$;

do $$
declare t text;
begin
  foreach t in array array['events','audit_log','lead_stage_history','partner_tier_history','credit_entries'] loop
    execute format('create or replace trigger refuse_rewriting before update or delete on %I
      for each row execute function public.refuse_rewriting()', t);
  end loop;
end $$;
