-- Functions of prisma/objects that read these tables go with them.
drop trigger if exists post_insert on payout_items;
drop trigger if exists post_update on payout_items;
drop function if exists post_conversions() cascade;
drop function if exists rate_of(uuid, text, date) cascade;
drop function if exists conversion_rate(uuid, text, text, date) cascade;
drop function if exists earned_by(uuid, uuid[]) cascade;
drop function if exists refresh_earnings(uuid) cascade;
drop function if exists over_approval_threshold(uuid, bigint, text, timestamptz) cascade;
alter table ledger_transactions
  drop constraint ledger_transactions_kind_check,
  add constraint ledger_transactions_kind_check check (kind in ('commission_earned','commission_approved','commission_held',
    'commission_rejected','commission_reversed','clawback','adjustment','imported',
    'payout_processing','payout_paid','payout_failed'));
alter table ledger_accounts
  drop constraint ledger_accounts_kind_check,
  drop constraint ledger_accounts_partner_check,
  add constraint ledger_accounts_kind_check check (kind in ('held','payable','paid','clawed_back','commission_expense','clearing')),
  add constraint ledger_accounts_partner_check check ((kind in ('commission_expense','clearing')) = (partner_id is null));
alter table payout_items
  drop constraint payout_items_amount_check,
  drop constraint payout_items_source_check,
  drop constraint payout_items_rate_check,
  drop constraint payout_items_same_check,
  drop column source_amount,
  drop column source_currency,
  drop column rate,
  drop column rate_on;
alter table partners
  drop constraint partners_payout_currency_check,
  drop column payout_currency,
  drop column earnings_complete;
drop table exchange_rates cascade;
