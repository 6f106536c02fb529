-- Imports bring more than leads: each says what it brings, and the tables are called what they hold.
alter table lead_imports rename to imports;
alter table lead_import_rows rename to import_rows;
do $$
declare r record;
begin
  for r in select c.conrelid::regclass as t, c.conname from pg_constraint c
    where c.conrelid in ('imports'::regclass, 'import_rows'::regclass) and starts_with(c.conname, 'lead_import')
  loop
    execute format('alter table %s rename constraint %I to %I', r.t, r.conname, substr(r.conname, 6));
  end loop;
  for r in select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid in ('imports'::regclass, 'import_rows'::regclass) and starts_with(c.relname, 'lead_import')
  loop
    execute format('alter index %I rename to %I', r.relname, substr(r.relname, 6));
  end loop;
end $$;

alter table imports add column kind text;
update imports set kind = 'leads';
alter table imports
  alter column kind set not null,
  add constraint imports_kind_check check (kind in ('leads','customers','directories'));
-- Of each kind one runs at a time: deals are counted in the order they closed.
drop index imports_running_key;
create unique index imports_running_key on imports (workspace_id, kind) where status = 'importing';

-- The customer or directory that a row became; a lead stands in client_lead_id.
alter table import_rows add column made_id uuid;
alter table import_rows drop constraint import_rows_imported_check;
alter table import_rows add constraint import_rows_imported_check
  check (status <> 'imported' or (num_nonnulls(client_lead_id, made_id) = 1 and identity is not null));
