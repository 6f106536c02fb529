drop trigger if exists tell_report_mail on emails;
drop function if exists tell_report_mail();
drop table report_links, report_executions, custom_reports cascade;
