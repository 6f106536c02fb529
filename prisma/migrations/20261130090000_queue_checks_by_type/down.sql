alter table directory_submissions
  drop constraint directory_submissions_figures_check,
  alter column rejection_category type text,
  alter column link_state type text,
  alter column listing_url type text,
  alter column backlink_url type text,
  alter column search_rank type integer,
  alter column impressions type integer,
  alter column clicks type integer,
  alter column traffic_estimate type integer,
  alter column lead_estimate type integer,
  add constraint directory_submissions_category_check check (rejection_category = any ('{duplicate,incomplete,quality,policy,category,unverifiable,payment,other}')),
  add constraint directory_submissions_link_check check (link_state = any ('{dofollow,nofollow,ugc,sponsored,missing}')),
  add constraint directory_submissions_url_check check (listing_url ~ '^https?://' and backlink_url ~ '^https?://'),
  add constraint directory_submissions_figures_check check (search_rank >= 1 and impressions >= 0 and clicks >= 0 and traffic_estimate >= 0 and lead_estimate >= 0
    and cost_cents >= 0 and (cost_cents is null) = (cost_currency is null) and credits_consumed >= 0);
alter table submission_queue
  drop constraint submission_queue_retry_check,
  drop constraint submission_queue_credit_check,
  alter column priority type integer,
  alter column progress_percentage type integer,
  alter column retry_count type integer,
  alter column credits type integer,
  alter column credit_state type text,
  add constraint submission_queue_priority_check check (priority between 1 and 5),
  add constraint submission_queue_progress_check check (progress_percentage between 0 and 100),
  add constraint submission_queue_retry_check check (retry_count between 0 and max_retries and (status = 'retry_needed') = (next_retry_at is not null)),
  add constraint submission_queue_credit_check check (credit_state = any ('{reserved,consumed,released}') and credits between 1 and 100
    and (credit_state = 'reserved') = (status = any ('{pending,processing,paused,retry_needed,manual_review}'))
    and (credit_state = 'consumed') = (status = 'completed'));
alter table batch_submissions
  drop constraint batch_submissions_status_check,
  drop constraint batch_submissions_counts_check,
  alter column batch_name type text,
  alter column priority type integer,
  alter column max_concurrent_items type integer,
  alter column progress_percentage type integer,
  alter column success_rate type integer,
  alter column recent_completed type integer[],
  alter column recent_failed type integer[],
  add constraint batch_submissions_status_check check (status in ('pending','processing','paused','completed','failed','cancelled')),
  add constraint batch_submissions_name_check check (length(batch_name) between 1 and 200),
  add constraint batch_submissions_priority_check check (priority between 1 and 5),
  add constraint batch_submissions_limit_check check (max_concurrent_items between 1 and 1000),
  add constraint batch_submissions_progress_check check (progress_percentage between 0 and 100 and success_rate between 0 and 100),
  add constraint batch_submissions_recent_check check (cardinality(recent_completed) in (0, 12) and cardinality(recent_failed) in (0, 12)),
  add constraint batch_submissions_counts_check check (completed_items >= 0 and failed_items >= 0 and cancelled_items >= 0 and review_items >= 0
    and completed_items + failed_items + cancelled_items + review_items <= total_items);
drop domain whole_percent, positive_number, item_limit, credit_price, step_counts, title, web_address, credit_state, rejection_category, link_state;
