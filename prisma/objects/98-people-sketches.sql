-- How many people a large workspace saw on a day: kept as a sketch, not one by one.

-- HyperLogLog registers: the first 12 of a hash's 64 bits choose one, which keeps the place of the first 1 behind.
create or replace function add_to_sketch(p_registers bytea, p_indexes integer[], p_ranks integer[]) returns bytea
language plpgsql immutable parallel safe set search_path = pg_catalog
as $$
declare
  r bytea := coalesce(p_registers, decode(repeat('00', 4096), 'hex'));
begin
  for i in 1 .. cardinality(p_indexes) loop
    if get_byte(r, p_indexes[i]) < p_ranks[i] then r := set_byte(r, p_indexes[i], p_ranks[i]); end if;
  end loop;
  return r;
end $$;

-- Which register a person touches, and how high.
create or replace function person_rank(p_user_id text, out register integer, out rank integer)
language plpgsql immutable strict parallel safe set search_path = pg_catalog
as $$
declare
  h constant bit(64) := hashtextextended(p_user_id collate "C", 0)::bit(64);
begin
  register := substring(h from 1 for 12)::integer;
  rank := coalesce(nullif(position(B'1' in substring(h from 13)), 0), 53);
end $$;

-- Months that outgrow the exact set go over to sketches, for good; user_days is how many rows are kept exactly. For definers.
create or replace function sketch_large_months() returns void
language plpgsql volatile set search_path = pg_catalog, public
as $$
declare
  large record;
begin
  for large in
    select m.workspace_id, m.month from analytics_people_months m left join analytics_settings s on s.workspace_id = m.workspace_id
    where m.user_days > 0 and (m.sketched or m.user_days > coalesce(s.exact_people_limit, 20000))
  loop
    with gone as (
      delete from analytics_people_days d
      where d.workspace_id = large.workspace_id and d.day >= large.month and d.day < large.month + interval '1 month'
      returning d.day, d.user_id
    ), heights as (
      select g.day, p.register, max(p.rank) as rank from gone g, person_rank(g.user_id) p group by 1, 2
    )
    insert into analytics_people_sketches as s (workspace_id, day, registers)
    select large.workspace_id, h.day, add_to_sketch(
        (select o.registers from analytics_people_sketches o where o.workspace_id = large.workspace_id and o.day = h.day),
        array_agg(h.register), array_agg(h.rank))
    from heights h group by h.day
    on conflict (workspace_id, day) do update set registers = excluded.registers;
    update analytics_people_months m set sketched = true, user_days = 0 where m.workspace_id = large.workspace_id and m.month = large.month;
  end loop;
end $$;
