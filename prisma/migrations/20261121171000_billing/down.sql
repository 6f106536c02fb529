-- Functions of prisma/objects that speak of these go with them.
drop function if exists receive_stripe_event(text, text, text, text, jsonb, timestamptz, timestamptz) cascade;
drop function if exists guard_stripe_subscription() cascade;
drop function if exists reset_customer_billing_period(uuid, timestamptz) cascade;
drop function if exists reset_due_billing_periods(timestamptz, uuid) cascade;
drop function if exists start_billing_period(uuid, timestamptz, timestamptz, timestamptz) cascade;
drop function if exists begin_billing_periods(uuid[], timestamptz[], timestamptz[], timestamptz) cascade;
drop function if exists link_stripe_customer(uuid, text) cascade;
drop function if exists grant_credits(uuid, integer, text, timestamptz) cascade;
drop function if exists guard_customer() cascade;
drop function if exists search_customers(text) cascade;
drop function if exists billing_period_at(timestamptz, text, timestamptz) cascade;
drop function if exists billing_period(timestamptz, text, integer) cascade;
drop function if exists billing_boundary(timestamptz, text, integer) cascade;
drop function if exists tier_credits(text) cascade;
drop table stripe_events, stripe_subscriptions cascade;
drop index customers_search_idx;
drop trigger if exists audit_update on customers;
alter table customers drop column completeness cascade, drop column billing_timezone cascade;
