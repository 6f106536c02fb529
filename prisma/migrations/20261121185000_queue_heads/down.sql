drop table queue_heads cascade;
