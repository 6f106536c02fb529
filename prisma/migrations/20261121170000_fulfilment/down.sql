-- Policies and functions of prisma/objects that speak of customers go with them.
drop function if exists app_customer_id() cascade;
alter table memberships drop column customer_id cascade;
alter table invitations drop column customer_id cascade;
alter table events drop column customer_id cascade;
drop table pending_actions, submission_queue, queue_turns, queue_workers, directory_submissions, batch_submissions, credit_entries, directories, customers cascade;
