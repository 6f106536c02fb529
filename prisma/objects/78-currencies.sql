-- Money of several currencies. lib/currencies/rules.ts computes the same; a test compares the two.

-- How many decimals a currency has by ISO 4217.
create or replace function currency_decimals(p_currency text) returns integer
language sql immutable strict parallel safe set search_path = pg_catalog
as $$
  select case
    when p_currency in ('BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','UYI','VND','VUV','XAF','XOF','XPF') then 0
    when p_currency in ('BHD','IQD','JOD','KWD','LYD','OMR','TND') then 3
    when p_currency in ('CLF','UYW') then 4
    else 2 end
$$;

-- round(amount × rate × 10^(decimals of target − decimals of source)), half away from zero.
create or replace function convert_money(p_amount bigint, p_rate numeric, p_from text, p_to text) returns numeric
language sql immutable strict parallel safe set search_path = pg_catalog
as $$
  select round(p_amount * p_rate * ('1e' || (public.currency_decimals(p_to) - public.currency_decimals(p_from)))::numeric)
$$;

-- From one currency to another, each given in units per euro: ten significant digits, half up. Exact,
-- because div() is: the scale leaves ten digits before the point.
create or replace function cross_rate(p_from numeric, p_to numeric) returns numeric
language sql immutable strict parallel safe set search_path = pg_catalog
as $$
  select trim_scale(div(2 * p_to * ('1e' || s.places)::numeric + p_from, 2 * p_from) * ('1e' || -s.places)::numeric)
  from (select 9 - floor(log(p_to / p_from))::integer as places) s
$$;

-- The last rate published on or before a day, at most ten days old, in units per euro.
create or replace function rate_of(p_workspace_id uuid, p_currency text, p_day date)
returns table (rate numeric, day date)
language sql stable set search_path = pg_catalog, public
as $$
  select 1::numeric, p_day where p_currency = 'EUR'
  union all
  (select r.rate, r.day from exchange_rates r
   where p_currency <> 'EUR' and r.workspace_id = p_workspace_id and r.currency = p_currency
     and r.day between p_day - 10 and p_day
   order by r.day desc, r.version desc limit 1)
$$;

-- What one unit is worth in another currency on a day, and the day of the older of the two rates in it.
create or replace function conversion_rate(p_workspace_id uuid, p_from text, p_to text, p_day date)
returns table (rate numeric, rate_on date)
language sql stable set search_path = pg_catalog, public
as $$
  select cross_rate(f.rate, t.rate), least(f.day, t.day)
  from rate_of(p_workspace_id, p_from, p_day) f, rate_of(p_workspace_id, p_to, p_day) t
$$;

-- What partners have earned in the currency of reports, each day's at the rate of that day; not
-- complete when a rate is missing.
create or replace function earned_by(p_workspace_id uuid, p_partner_ids uuid[])
returns table (partner_id uuid, amount bigint, complete boolean)
language sql stable set search_path = pg_catalog, public
as $$
  with earned as materialized (
    select c.partner_id, c.currency, d.day, sum(c.commission_amount)::bigint as amount
    from commissions c
    join workspaces w on w.id = c.workspace_id
    -- One's own currency needs no rate, and so no day.
    cross join lateral (select case when c.currency <> w.currency then (c.earned_at at time zone w.timezone)::date end as day) d
    where c.workspace_id = p_workspace_id and c.partner_id = any (p_partner_ids)
      and c.status in ('pending','approved','on_hold','paid')
    group by 1, 2, 3
  ), rates as materialized (
    select e.currency, e.day, x.rate
    from (select distinct currency, day from earned where day is not null) e
    join workspaces w on w.id = p_workspace_id
    left join lateral conversion_rate(w.id, e.currency, w.currency, e.day) x on true
  )
  select e.partner_id,
    sum(case when e.day is null then e.amount else coalesce(convert_money(e.amount, r.rate, e.currency, w.currency), 0) end)::bigint,
    bool_and(e.day is null or r.rate is not null)
  from earned e
  join workspaces w on w.id = p_workspace_id
  left join rates r on r.currency = e.currency and r.day = e.day
  group by e.partner_id
$$;

-- After rates have changed: the earnings of everybody who earned in another currency. All partners are
-- locked, so that whoever wins a first such deal meanwhile waits, and then sees the new rates.
create or replace function refresh_earnings(p_workspace_id uuid) returns void
language plpgsql volatile set search_path = pg_catalog, public
as $$
declare concerned uuid[];
begin
  perform 1 from partners p where p.workspace_id = p_workspace_id order by p.id for no key update;
  -- Statements of their own: they see what those who held the locks have written.
  select array_agg(distinct c.partner_id) into concerned
  from commissions c join workspaces w on w.id = c.workspace_id
  where c.workspace_id = p_workspace_id and c.currency <> w.currency;
  update partners p set total_earnings = e.amount, earnings_complete = e.complete
  from earned_by(p_workspace_id, concerned) e
  where p.id = e.partner_id and (p.total_earnings, p.earnings_complete) is distinct from (e.amount, e.complete);
end $$;

-- Whether a payout of an amount needs a second person. The threshold is in the currency of reports; an
-- amount for which the day had no rate is compared unit by unit.
create or replace function over_approval_threshold(p_workspace_id uuid, p_amount bigint, p_currency text, p_at timestamptz)
returns boolean
language sql stable set search_path = pg_catalog, public
as $$
  select case when w.currency = p_currency then p_amount
    else convert_money(p_amount, coalesce(x.rate, 1), p_currency, w.currency) end >= coalesce(v.payout_approval_threshold, 0)
  from workspaces w
  left join programme_versions v on v.workspace_id = w.id and v.version = programme_version_at(w.id, p_at)
  left join lateral conversion_rate(w.id, p_currency, w.currency, (p_at at time zone w.timezone)::date) x on true
  where w.id = p_workspace_id
$$;

create or replace trigger refuse_rewriting before update or delete on exchange_rates
  for each row execute function refuse_rewriting();

-- What joins a payout of another currency leaves the balance of its own and enters the payout's; what
-- is released goes back. Items are rounded one by one: how far their sum is from the sum converted at
-- once is posted as a rounding difference. All of it is the difference between before and after, so
-- that in the end nothing is left, in whatever steps items join and leave.
create or replace function post_conversions() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, public
as $$
declare
  changed jsonb;
  moves jsonb;
begin
  if tg_op = 'INSERT' then
    select jsonb_agg(to_jsonb(c)) into changed from (
      select n.workspace_id, n.payout_id, n.source_currency, n.rate, max(n.created_at) as occurred_at,
        sum(n.source_amount) as source_amount, sum(n.amount) as amount
      from new_rows n where n.rate is not null group by 1, 2, 3, 4) c;
  else
    select jsonb_agg(to_jsonb(c)) into changed from (
      select n.workspace_id, n.payout_id, n.source_currency, n.rate, max(n.released_at) as occurred_at,
        -sum(n.source_amount) as source_amount, -sum(n.amount) as amount
      from new_rows n join old_rows o using (id)
      where n.rate is not null and n.released_at is not null and o.released_at is null group by 1, 2, 3, 4) c;
  end if;
  if changed is null then return null; end if;

  select jsonb_agg(jsonb_build_object('workspace_id', c.workspace_id, 'partner_id', p.partner_id, 'payout_id', p.id,
    'occurred_at', c.occurred_at, 'actor_user_id', app_user_id(), 'kind', m.kind, 'currency', m.currency,
    'source', m.source, 'target', m.target, 'amount', m.amount) order by p.id, c.source_currency, m.place) into moves
  from jsonb_to_recordset(changed) as c(workspace_id uuid, payout_id uuid, source_currency text, rate numeric,
    occurred_at timestamptz, source_amount bigint, amount bigint)
  join payouts p on p.workspace_id = c.workspace_id and p.id = c.payout_id
  cross join lateral (
    select coalesce(sum(i.source_amount), 0)::bigint as source_amount from payout_items i
    where i.workspace_id = c.workspace_id and i.payout_id = c.payout_id and i.source_currency = c.source_currency
      and i.released_at is null
  ) l
  cross join lateral (
    select (convert_money(l.source_amount, c.rate, c.source_currency, p.currency)
      - convert_money(l.source_amount - c.source_amount, c.rate, c.source_currency, p.currency))::bigint as at_once,
      case when tg_op = 'INSERT' then 'payout_converted' else 'conversion_undone' end as kind
  ) d
  cross join lateral (values
    (1, d.kind, c.source_currency, 'payable', 'conversion', c.source_amount),
    (2, d.kind, p.currency, 'conversion', 'payable', d.at_once),
    (3, 'rounding', p.currency, 'rounding', 'payable', c.amount - d.at_once)) m(place, kind, currency, source, target, amount)
  where m.amount <> 0;
  if moves is not null then perform post_moves(moves); end if;
  return null;
end $$;
comment on function post_conversions is 'Definer: the ledger is written by its triggers alone; no login may insert into it.';
create or replace trigger post_insert after insert on payout_items
  referencing new table as new_rows for each statement execute function post_conversions();
create or replace trigger post_update after update on payout_items
  referencing old table as old_rows new table as new_rows for each statement execute function post_conversions();
