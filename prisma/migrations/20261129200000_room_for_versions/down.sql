alter table customers reset (fillfactor);
alter table batch_submissions reset (fillfactor);
alter table virtual_assistants reset (fillfactor);
