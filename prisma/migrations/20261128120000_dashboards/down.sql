drop table dashboard_widgets;
drop table dashboards;
