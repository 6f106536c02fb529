drop trigger if exists tell_analytics on events;
drop function if exists tell_analytics();
drop table dashboard_widgets;
drop table dashboards;
