-- They answer something now, and come back with the objects.
drop function if exists settle_items(uuid, moved_item[], boolean, jsonb, uuid, text, timestamptz);
drop function if exists advance_batches(uuid, held_batch[], moved_item[], text, timestamptz);
