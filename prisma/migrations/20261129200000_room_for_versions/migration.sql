-- Few rows that are written with every item or task. While some transaction stays open, none of their versions may be
-- forgotten; one that finds no room in its page has an entry of its own in each index, and each unique index looks at all
-- of those again with every further one. With free pages, nearly all versions stay beside the one before.
alter table customers set (fillfactor = 20);
alter table batch_submissions set (fillfactor = 25);
alter table virtual_assistants set (fillfactor = 30);
