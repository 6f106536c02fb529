DELETE FROM "dashboard_widgets" WHERE type in ('event-funnel', 'retention');
ALTER TABLE "dashboard_widgets" DROP CONSTRAINT "dashboard_widgets_type_check", ADD CONSTRAINT "dashboard_widgets_type_check"
  CHECK (type in ('figure', 'trend', 'breakdown', 'funnel', 'cohort', 'ltv', 'leaderboard', 'forecast', 'campaigns'));
DROP INDEX "analytics_events_sample_idx";
