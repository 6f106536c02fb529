-- Functions of prisma/objects that guard these tables go with them.
drop function if exists guard_payout_approval() cascade;
drop function if exists guard_own_payout() cascade;
drop function if exists guard_delegation() cascade;
drop function if exists guard_transfer() cascade;
drop function if exists check_payout_transfer() cascade;
drop function if exists payout_key(uuid, uuid) cascade;
drop function if exists receive_payout_event(text, text, uuid, jsonb, timestamptz) cascade;
alter table payouts drop column delegation_id;
drop table payout_transfers, payout_files, payout_events, sandbox_transfers, payout_settings, approval_delegations cascade;
