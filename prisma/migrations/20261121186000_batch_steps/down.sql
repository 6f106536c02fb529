drop index batch_submissions_recent_idx;
alter table batch_submissions drop constraint batch_submissions_recent_check,
  drop column recent_at, drop column recent_completed, drop column recent_failed;
