-- Back to an empty database. Functions of prisma/objects that read these tables go with them.
drop schema limits cascade;
drop table client_leads, lead_stage_history, lead_client_keys, lead_imports, lead_import_rows, commissions, payout_runs, payouts, payout_items, workspaces, users, memberships, invitations, sessions, password_reset_tokens, api_keys, events, audit_log, idempotency_keys, saved_views, emails, partner_applications, partners, partner_tiers, partner_tier_history cascade;
drop function uuid_v7();
drop extension btree_gin;
drop extension pg_trgm;
