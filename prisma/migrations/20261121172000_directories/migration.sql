-- What lists of directories search and sort by.
alter table directories
  add column search_text text generated always as (lower(name || ' ' || domain)) stored,
  add column authority integer not null generated always as (coalesce(da_score, -1)) stored,
  add column expected_approval integer not null generated always as
    (round(10000.0 * (approved_count + 3) / (approved_count + rejected_count + 4))::integer) stored;
create index "directories_workspace_id_authority_id_idx" on directories (workspace_id, authority, id);
create index "directories_workspace_id_expected_approval_id_idx" on directories (workspace_id, expected_approval, id);
create index "directories_workspace_id_submissions_count_id_idx" on directories (workspace_id, submissions_count, id);
create index "directories_workspace_id_search_text_idx" on directories using gin (workspace_id uuid_ops, search_text gin_trgm_ops);
