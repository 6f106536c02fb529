-- Functions of prisma/objects that guard these tables go with them.
drop function if exists clawed_back(uuid, uuid) cascade;
drop function if exists carry_clawbacks() cascade;
drop function if exists check_clawbacks() cascade;
drop function if exists guard_refund() cascade;
drop index commissions_clawback_key;
alter table commissions
  drop constraint commissions_base_check,
  drop constraint commissions_clawback_check,
  drop constraint commissions_refund_check,
  drop column base_id,
  drop column refund_id;
drop table lead_refunds cascade;
