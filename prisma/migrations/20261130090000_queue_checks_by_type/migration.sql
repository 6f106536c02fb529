-- Of items, listings and batches: what one column may hold is checked by its type, when the column is written. A check of
-- the table is read anew by each statement that changes a row, and a claim changes one row of each.

create domain whole_percent as integer check (value between 0 and 100);
create domain positive_number as integer check (value >= 1);
create domain item_limit as integer check (value between 1 and 1000);
create domain credit_price as integer check (value between 1 and 100);
create domain step_counts as integer[] check (cardinality(value) = any ('{0,12}'));
create domain title as text check (length(value) between 1 and 200);
create domain web_address as text check (value ~ '^https?://');
create domain credit_state as text check (value = any ('{reserved,consumed,released}'));
create domain rejection_category as text check (value = any ('{duplicate,incomplete,quality,policy,category,unverifiable,payment,other}'));
create domain link_state as text check (value = any ('{dofollow,nofollow,ugc,sponsored,missing}'));

alter table batch_submissions
  drop constraint batch_submissions_status_check,
  drop constraint batch_submissions_name_check,
  drop constraint batch_submissions_priority_check,
  drop constraint batch_submissions_limit_check,
  drop constraint batch_submissions_progress_check,
  drop constraint batch_submissions_recent_check,
  drop constraint batch_submissions_counts_check,
  alter column batch_name type title,
  alter column priority type priority,
  alter column max_concurrent_items type item_limit,
  alter column progress_percentage type whole_percent,
  alter column success_rate type whole_percent,
  alter column recent_completed type step_counts,
  alter column recent_failed type step_counts,
  add constraint batch_submissions_status_check check (status = any ('{pending,processing,paused,completed,failed,cancelled}')),
  add constraint batch_submissions_counts_check check (least(completed_items, failed_items, cancelled_items, review_items) >= 0
    and completed_items + failed_items + cancelled_items + review_items <= total_items);

alter table submission_queue
  drop constraint submission_queue_priority_check,
  drop constraint submission_queue_progress_check,
  drop constraint submission_queue_retry_check,
  drop constraint submission_queue_credit_check,
  alter column priority type priority,
  alter column progress_percentage type whole_percent,
  alter column retry_count type natural_number,
  alter column credits type credit_price,
  alter column credit_state type credit_state,
  add constraint submission_queue_retry_check check (retry_count <= max_retries and (status = 'retry_needed') = (next_retry_at is not null)),
  add constraint submission_queue_credit_check check ((credit_state = 'reserved') = (status = any ('{pending,processing,paused,retry_needed,manual_review}'))
    and (credit_state = 'consumed') = (status = 'completed'));

alter table directory_submissions
  drop constraint directory_submissions_category_check,
  drop constraint directory_submissions_link_check,
  drop constraint directory_submissions_url_check,
  drop constraint directory_submissions_figures_check,
  alter column rejection_category type rejection_category,
  alter column link_state type link_state,
  alter column listing_url type web_address,
  alter column backlink_url type web_address,
  alter column search_rank type positive_number,
  alter column impressions type natural_number,
  alter column clicks type natural_number,
  alter column traffic_estimate type natural_number,
  alter column lead_estimate type natural_number,
  add constraint directory_submissions_figures_check check (least(cost_cents, credits_consumed) >= 0 and (cost_cents is null) = (cost_currency is null));
