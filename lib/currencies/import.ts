import { sql } from 'kysely'
import type { CommandContext } from '../api/context'
import { AppError } from '../errors'
import { record } from '../events/record'
import type { RateFile } from './file/read'
import { todayIn } from './queries'
import type { RateImport } from './schema'

/** Those who write rates of a workspace take turns, so that versions count up. */
export const takeTurns = ({ db, actor }: Pick<CommandContext, 'db' | 'actor'>) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`rates:${actor.workspace.id}`}, 0))::text`.execute(
    db,
  )

type Choice = {
  /** Only say what would happen. */
  dryRun: boolean
  /** Take the file's rate where another one stands. */
  replace: boolean
}

type Counts = Pick<RateImport, 'added' | 'same' | 'differing' | 'differences'>

/** Adds the rates of a file that are not here yet. The same file again adds nothing. */
export async function importRates(
  ctx: CommandContext,
  file: RateFile,
  { dryRun, replace }: Choice,
): Promise<RateImport> {
  const { db, actor, now } = ctx
  if (!dryRun) await takeTurns(ctx)
  const days = [...new Set(file.days)].sort()
  const compared = sql`
    incoming as materialized (
      select * from unnest(${file.currencies}::text[], ${file.days}::date[], ${file.rates}::numeric[]) as n(currency, day, rate)
    ), stored as materialized (
      select distinct on (r.currency, r.day) r.currency, r.day, r.rate, r.version, r.source from exchange_rates r
      where r.workspace_id = ${actor.workspace.id}::uuid
        and r.day between ${days[0] ?? null}::date and ${days.at(-1) ?? null}::date
      order by r.currency, r.day, r.version desc
    ), compared as materialized (
      select n.currency, n.day, n.rate, s.rate as before, s.version, s.source
      from incoming n left join stored s using (currency, day)
    )`
  const counts = sql`
    select count(*) filter (where before is null)::int as added, count(*) filter (where before = rate)::int as same,
      count(*) filter (where before <> rate)::int as differing,
      coalesce((select json_agg(json_build_object('currency', d.currency, 'day', d.day, 'stored', d.before::text,
          'file', d.rate::text, 'source', d.source) order by d.day desc, d.currency)
        from (select * from compared where before <> rate order by day desc, currency limit 10) d), '[]') as differences
    from compared`
  const { rows } = dryRun
    ? await sql<Counts>`with ${compared} ${counts}`.execute(db)
    : await sql<Counts>`
        with ${compared}, written as (
          insert into exchange_rates (workspace_id, currency, day, version, rate, source, created_by, created_at)
          select ${actor.workspace.id}::uuid, currency, day, coalesce(version, 0) + 1, rate, 'ecb',
            ${actor.userId}::uuid, ${now}::timestamptz
          from compared where before is null or (${replace} and before <> rate)
        ) ${counts}`.execute(db)
  const found = rows[0] as Counts
  const summary = {
    imported: !dryRun,
    days: days.length,
    firstDay: days[0] ?? null,
    lastDay: days.at(-1) ?? null,
    currencies: new Set(file.currencies).size,
    ...found,
    empty: file.empty,
    bad: file.bad,
    badCells: file.badCells,
  }
  const replaced = replace ? found.differing : 0
  if (!dryRun && found.added + replaced > 0) {
    await refreshEarnings(ctx)
    await record(ctx, {
      type: 'rates.imported',
      subject: { type: 'workspace', id: actor.workspace.id },
      data: { added: found.added, replaced, firstDay: summary.firstDay, lastDay: summary.lastDay },
    })
  }
  return summary
}

type ByHand = { currency: string; day: string; rate: string; reason: string }

/** A rate given by a person, with the reason; what stood there before stays in the history. */
export async function setRate(
  ctx: CommandContext,
  input: ByHand,
): Promise<ByHand & { version: number }> {
  const { db, actor, now } = ctx
  const { currency, day, rate, reason } = input
  await takeTurns(ctx)
  const { rows } = await sql<{
    future: boolean
    before: string | null
    same: boolean
    version: number
  }>`
    select ${day}::date > ${todayIn(actor.workspace.timezone, now)} as future, s.rate::text as before,
      coalesce(s.rate = ${rate}::numeric, false) as same, coalesce(s.version, 0) + 1 as version
    from (select 1) one left join lateral (select r.rate, r.version from exchange_rates r
      where r.workspace_id = ${actor.workspace.id}::uuid and r.currency = ${currency} and r.day = ${day}::date
      order by r.version desc limit 1) s on true`.execute(db)
  const { future, before, same, version } = rows[0] as (typeof rows)[number]
  if (future)
    throw new AppError('invalid', 'Please check the marked fields.', {
      day: 'This day has not come yet.',
    })
  if (same) throw new AppError('conflict', `This is the rate of ${currency} on that day already.`)
  await sql`
    insert into exchange_rates (workspace_id, currency, day, version, rate, source, reason, created_by, created_at)
    values (${actor.workspace.id}::uuid, ${currency}, ${day}::date, ${version}, ${rate}::numeric, 'hand', ${reason},
      ${actor.userId}::uuid, ${now}::timestamptz)`.execute(db)
  await refreshEarnings(ctx)
  await record(ctx, {
    type: 'rate.set',
    subject: { type: 'workspace', id: actor.workspace.id },
    data: { currency, day, rate, before, reason },
  })
  return { ...input, version }
}

/** Earnings are counted at the rate of their day, which may have been missing. */
const refreshEarnings = ({ db, actor }: CommandContext) =>
  sql`select 1 from refresh_earnings(${actor.workspace.id}::uuid)`.execute(db)
