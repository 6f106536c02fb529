-- What other kinds have made stays; only their imports are forgotten.
delete from import_rows r using imports i where i.id = r.import_id and i.kind <> 'leads';
delete from imports where kind <> 'leads';
alter table import_rows drop constraint import_rows_imported_check, drop column made_id;
alter table import_rows add constraint import_rows_imported_check
  check (status <> 'imported' or (client_lead_id is not null and identity is not null));
drop index imports_running_key;
create unique index imports_running_key on imports (workspace_id) where status = 'importing';
alter table imports drop column kind;
do $$
declare r record;
begin
  for r in select c.conrelid::regclass as t, c.conname from pg_constraint c
    where c.conrelid in ('imports'::regclass, 'import_rows'::regclass) and starts_with(c.conname, 'import')
  loop
    execute format('alter table %s rename constraint %I to %I', r.t, r.conname, 'lead_' || r.conname);
  end loop;
  for r in select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid in ('imports'::regclass, 'import_rows'::regclass) and starts_with(c.relname, 'import')
  loop
    execute format('alter index %I rename to %I', r.relname, 'lead_' || r.relname);
  end loop;
end $$;
alter table import_rows rename to lead_import_rows;
alter table imports rename to lead_imports;
