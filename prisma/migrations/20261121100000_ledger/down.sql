-- Functions of prisma/objects that post to these tables go with them.
drop function if exists post_commissions() cascade;
drop function if exists post_payouts() cascade;
drop function if exists check_ledger_transaction() cascade;
drop function if exists check_ledger_entries() cascade;
drop function if exists check_new_payout() cascade;
drop table ledger_entries, ledger_transactions, ledger_accounts cascade;
alter table commissions drop column status_changed_at;
alter table payouts drop column status_changed_at;
