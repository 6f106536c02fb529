-- Functions of prisma/objects that guard these tables go with them.
drop function if exists raise_flag(text, uuid, uuid, text, jsonb, text, timestamptz, timestamptz) cascade;
drop function if exists write_flag(text, uuid, uuid, text, jsonb, text, timestamptz, timestamptz) cascade;
drop function if exists flag_equal_details(uuid, timestamptz) cascade;
drop function if exists hold_flagged() cascade;
drop function if exists refuse_flagged() cascade;
drop function if exists refuse_held_payment() cascade;
drop function if exists refuse_held_item() cascade;
drop function if exists guard_flag() cascade;
drop function if exists guard_restoring() cascade;
drop function if exists guard_operation() cascade;
drop function if exists hold_released() cascade;
drop table operation_rows, operations, risk_flags cascade;
drop index partners_workspace_id_payout_fingerprint_idx;
alter table partners drop column status_changed_at, drop column payout_details_changed_at;
