drop table report_links, report_executions, custom_reports cascade;
