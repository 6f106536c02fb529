create table dashboards (
  id uuid primary key default uuid_v7(),
  workspace_id uuid not null references workspaces on update no action on delete restrict,
  user_id uuid not null references users on update no action on delete cascade,
  name text not null,
  shared boolean not null default false,
  template text,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint dashboards_name_check check (char_length(name) between 1 and 60),
  constraint dashboards_template_check check (char_length(template) between 1 and 40),
  constraint dashboards_version_check check (version > 0)
);
create unique index dashboards_workspace_id_id_user_id_key on dashboards (workspace_id, id, user_id);
create unique index dashboards_workspace_id_user_id_name_key on dashboards (workspace_id, user_id, name);
create index dashboards_user_id_idx on dashboards (user_id);
create index dashboards_shared_idx on dashboards (workspace_id) where shared;

create table dashboard_widgets (
  id uuid primary key default uuid_v7(),
  workspace_id uuid not null references workspaces on update no action on delete restrict,
  dashboard_id uuid not null,
  user_id uuid not null,
  type text not null,
  title text,
  config jsonb not null,
  ordinal integer not null,
  x integer not null,
  y integer not null,
  width integer not null,
  height integer not null,
  constraint dashboard_widgets_type_check check (type in ('figure', 'trend', 'breakdown', 'funnel', 'cohort', 'ltv', 'leaderboard', 'forecast', 'campaigns')),
  constraint dashboard_widgets_title_check check (char_length(title) between 1 and 80),
  constraint dashboard_widgets_config_check check (jsonb_typeof(config) = 'object' and config -> 'question' ->> 'kind' = type and octet_length(config::text) <= 8000),
  -- With one widget in each place of the order, there are at most forty.
  constraint dashboard_widgets_ordinal_check check (ordinal between 1 and 40),
  constraint dashboard_widgets_place_check check (x >= 0 and y between 0 and 400 and width between 2 and 12 and height between 2 and 12 and x + width <= 12),
  constraint dashboard_widgets_apart exclude using gist (dashboard_id with =, int4range(x, x + width) with &&, int4range(y, y + height) with &&),
  constraint dashboard_widgets_workspace_id_dashboard_id_user_id_fkey foreign key (workspace_id, dashboard_id, user_id)
    references dashboards (workspace_id, id, user_id) on update no action on delete cascade
);
create unique index dashboard_widgets_workspace_id_dashboard_id_user_id_ordinal_key on dashboard_widgets (workspace_id, dashboard_id, user_id, ordinal);
