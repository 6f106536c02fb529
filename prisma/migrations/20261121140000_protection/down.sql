-- Functions of prisma/objects that guard these tables go with them.
drop function if exists claim_client(uuid, text[], timestamptz, timestamptz) cascade;
drop function if exists settle_client(uuid, text, timestamptz) cascade;
drop function if exists extend_client(uuid, timestamptz) cascade;
drop function if exists note_conflicts(uuid, uuid, text[], jsonb, timestamptz) cascade;
drop function if exists guard_protection() cascade;
drop function if exists guard_conflict() cascade;
alter table lead_client_keys drop constraint lead_client_keys_one_holder, drop constraint lead_client_keys_times_check;
drop index lead_client_keys_workspace_id_key_idx;
-- What ran out by time alone was never released; only one row of a client may be unreleased below.
update lead_client_keys c set released_at = expires_at where released_at is null and expires_at is not null
  and exists (select 1 from lead_client_keys o where o.workspace_id = c.workspace_id and o.key = c.key
    and o.released_at is null and o.claimed_at > c.claimed_at);
create unique index lead_client_keys_live_key on lead_client_keys (workspace_id, key) where released_at is null;
drop table lead_conflicts cascade;
alter table client_leads
  drop constraint client_leads_extension_check,
  drop column protection_extended_at,
  drop column protection_extended_by,
  drop column protection_extension_reason,
  drop column protection_reminded_at;
drop extension btree_gist;
