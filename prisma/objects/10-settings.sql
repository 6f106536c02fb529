-- Who is asking: settings that withActor and readAs make at the start of a transaction.
-- After a local set the value is '', not null, hence nullif. Policies call these in a
-- subselect, so that each is computed once a statement.

create or replace function app_workspace_id() returns uuid
language sql stable parallel safe set search_path = pg_catalog
as $$ select nullif(current_setting('app.workspace_id', true), '')::uuid $$;

create or replace function app_user_id() returns uuid
language sql stable parallel safe set search_path = pg_catalog
as $$ select nullif(current_setting('app.user_id', true), '')::uuid $$;

create or replace function app_role() returns text
language sql stable parallel safe set search_path = pg_catalog
as $$ select nullif(current_setting('app.role', true), '') $$;

create or replace function app_partner_id() returns uuid
language sql stable parallel safe set search_path = pg_catalog
as $$ select nullif(current_setting('app.partner_id', true), '')::uuid $$;

create or replace function app_customer_id() returns uuid
language sql stable parallel safe set search_path = pg_catalog
as $$ select nullif(current_setting('app.customer_id', true), '')::uuid $$;

create or replace function app_va_id() returns uuid
language sql stable set search_path = pg_catalog
as $$ select nullif(current_setting('app.va_id', true), '')::uuid $$;
