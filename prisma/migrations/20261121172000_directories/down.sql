drop function if exists search_directories(text);
drop index directories_workspace_id_submissions_count_id_idx;
drop trigger if exists audit_update on directories;
alter table directories drop column search_text cascade, drop column authority cascade, drop column expected_approval cascade;
