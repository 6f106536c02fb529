-- Working time: the seconds during which the wall clock of a time zone shows a time inside one of the week's windows, on
-- a day that is not off. Windows are [{"day": 1 (Monday) to 7, "from": minute, "to": minute up to 1440}]. By the wall
-- clock: an hour that a zone repeats counts twice, one that it leaps over not at all.

-- The first moment after p_from, at most p_to, at which the zone's offset is another; p_to when there is none. Between the
-- two lie days, not months: no zone changes twice in a fortnight.
create or replace function offset_change(p_zone text, p_from timestamptz, p_to timestamptz) returns timestamptz
language plpgsql stable strict set search_path = pg_catalog, public
as $$
declare
  offset_before constant interval := (p_from at time zone p_zone) - (p_from at time zone 'UTC');
  low bigint := 0;
  high bigint := ceil(extract(epoch from p_to - p_from));
  middle bigint;
begin
  if (p_to at time zone p_zone) - (p_to at time zone 'UTC') = offset_before then return p_to; end if;
  while high - low > 1 loop
    middle := (low + high) / 2;
    if ((p_from + make_interval(secs => middle)) at time zone p_zone) - ((p_from + make_interval(secs => middle)) at time zone 'UTC') = offset_before
    then low := middle; else high := middle; end if;
  end loop;
  return least(p_to, date_trunc('second', p_from + make_interval(secs => high)));
end $$;

-- The spans of working time between two moments, in their order and without overlaps.
create or replace function working_spans(p_hours jsonb, p_zone text, p_off date[], p_from timestamptz, p_to timestamptz)
returns table (starts timestamptz, ends timestamptz)
language plpgsql stable strict set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan
as $$
declare
  at timestamptz := p_from;
  until timestamptz;
  shift interval;
  piece record;
  covered timestamptz := p_from;
begin
  while at < p_to loop
    -- Between changes of the offset local time runs as evenly as any other.
    until := offset_change(p_zone, at, least(at + interval '14 days', p_to));
    shift := (at at time zone p_zone) - (at at time zone 'UTC');
    for piece in
      select greatest((d.day + make_interval(mins => w."from")), at at time zone p_zone) - shift as opens,
        least((d.day + make_interval(mins => w."to")), at at time zone p_zone + (until - at)) - shift as closes
      from generate_series((at at time zone p_zone)::date::timestamp, ((at at time zone p_zone) + (until - at))::date::timestamp, interval '1 day') as d(day)
      join jsonb_to_recordset(p_hours) as w("day" integer, "from" integer, "to" integer)
        on w."day" = extract(isodow from d.day) and w."from" < w."to"
      where d.day::date <> all (p_off)
      order by 1, 2
    loop
      starts := greatest(piece.opens at time zone 'UTC', covered);
      ends := piece.closes at time zone 'UTC';
      if ends > starts then
        covered := ends;
        return next;
      end if;
    end loop;
    at := until;
  end loop;
end $$;

-- Seconds of working time between two moments; 0 when the second is not after the first.
create or replace function working_seconds(p_hours jsonb, p_zone text, p_off date[], p_from timestamptz, p_to timestamptz) returns numeric
language sql stable strict set search_path = pg_catalog, public
as $$ select coalesce(sum(extract(epoch from s.ends - s.starts)), 0) from working_spans(p_hours, p_zone, p_off, p_from, p_to) s $$;

-- The first moments by which so many seconds of working time have passed, of which the smaller come first: one walk from day
-- to day for all of them. Where no time is worked for two years, every hour counts, so that nothing is due never.
create or replace function working_moments(p_hours jsonb, p_zone text, p_off date[], p_from timestamptz, p_seconds numeric[]) returns timestamptz[]
language plpgsql stable strict set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan
as $$
declare
  moments timestamptz[] := '{}';
  passed numeric := 0;
  day date := (p_from at time zone p_zone)::date;
  midnight timestamptz := day::timestamp at time zone p_zone;
  midnight_after timestamptz;
  covered timestamptz := p_from;
  days integer[];
  opens integer[];
  closes integer[];
  starts timestamptz[];
  ends timestamptz[];
  at timestamptz;
  length numeric;
begin
  select array_agg(w."day" order by w."day", w."from"), array_agg(w."from" order by w."day", w."from"), array_agg(w."to" order by w."day", w."from")
  into days, opens, closes from jsonb_to_recordset(p_hours) as w("day" integer, "from" integer, "to" integer) where w."from" < w."to";
  for n in 0 .. 731 loop
    exit when cardinality(moments) = cardinality(p_seconds);
    midnight_after := (day + 1)::timestamp at time zone p_zone;
    starts := '{}';
    ends := '{}';
    if midnight_after - midnight <> interval '24 hours' then
      -- The clocks are changed on this day.
      select coalesce(array_agg(s.starts), '{}'), coalesce(array_agg(s.ends), '{}') into starts, ends
      from working_spans(p_hours, p_zone, p_off, greatest(midnight, p_from), midnight_after) s;
    elsif day <> all (p_off) then
      for i in 1 .. coalesce(cardinality(days), 0) loop
        if days[i] = extract(isodow from day) and midnight + closes[i] * interval '1 minute' > covered then
          starts := starts || greatest(midnight + opens[i] * interval '1 minute', covered);
          covered := midnight + closes[i] * interval '1 minute';
          ends := ends || covered;
        end if;
      end loop;
    end if;
    for i in 1 .. cardinality(starts) loop
      length := extract(epoch from ends[i] - starts[i]);
      while cardinality(moments) < cardinality(p_seconds) and passed + length >= p_seconds[cardinality(moments) + 1] loop
        at := starts[i] + (p_seconds[cardinality(moments) + 1] - passed) * interval '1 second';
        moments := moments || case when p_seconds[cardinality(moments) + 1] <= 0 then p_from else at end;
      end loop;
      passed := passed + length;
    end loop;
    day := day + 1;
    midnight := midnight_after;
  end loop;
  while cardinality(moments) < cardinality(p_seconds) loop
    moments := moments || (p_from + greatest(0, p_seconds[cardinality(moments) + 1]) * interval '1 second');
  end loop;
  return moments;
end $$;

create or replace function add_working_seconds(p_hours jsonb, p_zone text, p_off date[], p_from timestamptz, p_seconds numeric) returns timestamptz
language sql stable strict set search_path = pg_catalog, public
as $$ select (working_moments(p_hours, p_zone, p_off, p_from, array[p_seconds]))[1] $$;

-- Whether the wall clock of the zone is inside a window. Windows begin and end at whole minutes. A path, not a query, and a
-- body without quotes, which becomes part of whatever asks: claims do so twice.
create or replace function is_working_time(p_hours jsonb, p_zone text, p_at timestamptz) returns boolean
language sql stable
return jsonb_path_exists(p_hours, '$[*] ? (@.day == $today && @.from <= $minute && @.to > $minute)', jsonb_build_object(
  'today', extract(isodow from p_at at time zone p_zone),
  'minute', extract(hour from p_at at time zone p_zone) * 60 + extract(minute from p_at at time zone p_zone)));
