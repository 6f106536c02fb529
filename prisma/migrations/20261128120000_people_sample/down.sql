DROP INDEX "analytics_events_sample_idx";
