import { sql } from 'kysely'
import type { QueryContext } from '../api/context'
import type { Db } from '../db/with-actor'
import { notFound } from '../errors'
import { DAY_MS } from '../time'
import type { Figures, FiguresOf } from './schema'
import { wilsonInterval } from './statistics'

const weeksBefore = 8

type Row = {
  handled: number
  completed: number
  medianMinutes: number | null
  longMinutes: number | null
  reviewed: number
  right: number
  quality: number | null
  onTime: number
  activeSeconds: number
  availableSeconds: number
}

async function read(db: Db, vaId: string, from: Date, to: Date): Promise<Row> {
  const { rows } = await sql<Row>`
    select count(a.id)::int as handled, (count(*) filter (where a.status = 'completed'))::int as completed,
      percentile_cont(0.5) within group (order by a.active_seconds) filter (where a.active_seconds > 0) / 60 as median_minutes,
      percentile_cont(0.9) within group (order by a.active_seconds) filter (where a.active_seconds > 0) / 60 as long_minutes,
      (count(*) filter (where a.review_status in ('reviewed', 'appealed')))::int as reviewed,
      (count(*) filter (where a.review_status in ('reviewed', 'appealed') and not exists (select from action_reviews r
        where r.workspace_id = a.workspace_id and r.action_id = a.id and r.verdict = 'rework')))::int as right,
      avg(a.quality_score)::float8 as quality,
      (count(*) filter (where a.clock_used_seconds <= a.deadline_minutes * 60))::int as on_time,
      coalesce(sum(a.active_seconds), 0)::float8 as active_seconds,
      available_seconds(${vaId}::uuid, ${from}::timestamptz, ${to}::timestamptz)::float8 as available_seconds
    from pending_actions a
    where a.completed_by_va_id = ${vaId}::uuid and a.completed_at >= ${from}::timestamptz and a.completed_at < ${to}::timestamptz`.execute(
    db,
  )
  return rows[0] as Row
}

const shareOf = (successes: number, of: number) => {
  const interval = wilsonInterval(successes, of)
  return interval && { of, share: successes / of, ...interval }
}

const figuresFrom = (row: Row, weeks: number): Figures => ({
  handled: Math.round(row.handled / weeks),
  medianMinutes: row.medianMinutes,
  longMinutes: row.longMinutes,
  firstTimeRight: shareOf(row.right, row.reviewed),
  quality: row.quality,
  onTime: shareOf(row.onTime, row.handled),
  succeeded: shareOf(row.completed, row.handled),
  used: row.availableSeconds > 0 ? Math.min(1, row.activeSeconds / row.availableSeconds) : null,
})

/** Somebody's last seven days beside their own eight weeks before. */
export async function readFigures(
  { db, now }: Pick<QueryContext, 'db' | 'now'>,
  vaId: string,
): Promise<FiguresOf> {
  const person = await db
    .selectFrom('virtualAssistants')
    .select('name')
    .where('id', '=', vaId)
    .executeTakeFirst()
  if (!person) throw notFound('virtual assistant')
  const from = new Date(now.getTime() - 7 * DAY_MS)
  const earlier = new Date(from.getTime() - weeksBefore * 7 * DAY_MS)
  return {
    name: person.name,
    from,
    to: now,
    now: figuresFrom(await read(db, vaId, from, now), 1),
    before: figuresFrom(await read(db, vaId, earlier, from), weeksBefore),
  }
}
