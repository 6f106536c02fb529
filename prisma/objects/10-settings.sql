-- Who is asking: settings that withActor and readAs make at the start of a transaction.
-- After a local set the value is '', not null, hence nullif. Policies call these in a
-- subselect, so that each is computed once a statement. A body without quotes is parsed once, when it is made, and becomes
-- part of the statement; so it needs no search path of its own.

create or replace function app_workspace_id() returns uuid
language sql stable parallel safe
return nullif(current_setting('app.workspace_id', true), '')::uuid;

create or replace function app_user_id() returns uuid
language sql stable parallel safe
return nullif(current_setting('app.user_id', true), '')::uuid;

create or replace function app_role() returns text
language sql stable parallel safe
return nullif(current_setting('app.role', true), '');

create or replace function app_partner_id() returns uuid
language sql stable parallel safe
return nullif(current_setting('app.partner_id', true), '')::uuid;

create or replace function app_customer_id() returns uuid
language sql stable parallel safe
return nullif(current_setting('app.customer_id', true), '')::uuid;

create or replace function app_va_id() returns uuid
language sql stable
return nullif(current_setting('app.va_id', true), '')::uuid;

-- Time-ordered ids (RFC 9562, version 7) on every server from 15 on.
create or replace function uuid_v7() returns uuid
language sql volatile parallel safe
return encode(
  set_bit(set_bit(
    overlay(uuid_send(gen_random_uuid())
      placing substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
      from 1 for 6), 52, 1), 53, 1), 'hex')::uuid;
