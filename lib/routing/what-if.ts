import { sql } from 'kysely'
import type { QueryContext } from '../api/context'
import type { Db } from '../db/with-actor'
import { DAY_MS } from '../time'
import { counted } from '../words'
import { forecastLast } from './forecast'
import {
  arrivals,
  quantile,
  type SimPerson,
  type SimTask,
  type Span,
  seeded,
  simulate,
  spread,
  workThrough,
} from './simulation'
import type { ForecastResult, Outcome, WhatIf, WhatIfResult } from './what-if-schema'

const hour = 3_600_000
/** Days are played through several times, so that one odd day does not decide; with many tasks fewer times do. */
const plays = (tasks: number) => (tasks > 500 ? 4 : 12)
const mostTasks = 2_000
const weeksBack = 4

type OpenTask = Omit<SimTask, 'readyAt' | 'dueAt' | 'minutes'> & {
  readyAt: Date
  dueAt: Date
  minutes: number
}
type Kind = {
  type: string
  skills: Record<string, number>
  language: string
  hour: number
  perHour: number
  minutes: number
  deadlineMinutes: number
}
type Worker = Omit<SimPerson, 'spans'> & { spans: [Date, Date][] }

/** Half of what a type takes by the timer, of the last eight weeks, or what is estimated. */
const usualMinutes = sql`
  usual as (
    select t.action_type, coalesce(m.minutes, t.estimated_minutes) as minutes from action_type_settings t
    left join lateral (
      select percentile_cont(0.5) within group (order by d.active_seconds) / 60 as minutes from (
        select x.active_seconds from pending_actions x
        where x.workspace_id = t.workspace_id and x.action_type = t.action_type and x.status = 'completed' and x.active_seconds > 0
        order by x.rank_at desc limit 200) d having count(*) >= 5) m on true
    where t.workspace_id = (select app_workspace_id()))`

async function openTasks(db: Db, now: Date): Promise<OpenTask[]> {
  const { rows } = await sql<OpenTask>`
    with ${usualMinutes}
    select a.action_type as type, a.required_skills as skills, a.language, greatest(a.created_at, coalesce(a.snoozed_until, a.created_at)) as ready_at,
      a.deadline_at as due_at, a.assigned_to_va_id as "with", u.minutes
    from pending_actions a join usual u on u.action_type = a.action_type
    where a.status in ('pending', 'assigned', 'in_progress') and a.deadline_at is not null
    order by a.rank_at, a.id limit ${mostTasks}`.execute(db)
  return rows.map((row) => ({ ...row, readyAt: row.readyAt < now ? now : row.readyAt }))
}

/** How many of each kind come in an hour of the day, by the last four weeks. */
async function kindsByHour(db: Db, now: Date, zone: string): Promise<Kind[]> {
  const { rows } = await sql<Kind>`
    with ${usualMinutes}, came as (
      select a.class_id, extract(hour from a.created_at at time zone ${zone})::int as hour, count(*)::float8 / ${weeksBack * 7} as per_hour,
        avg(a.deadline_minutes)::float8 as deadline_minutes
      from pending_actions a
      where a.created_at > ${now}::timestamptz - make_interval(weeks => ${weeksBack}) and a.created_at <= ${now}::timestamptz group by 1, 2)
    select c.action_type as type, c.required_skills as skills, c.language, k.hour, k.per_hour, k.deadline_minutes, u.minutes
    from came k join work_classes c on c.workspace_id = (select app_workspace_id()) and c.id = k.class_id
    join usual u on u.action_type = c.action_type order by k.hour, c.id`.execute(db)
  return rows
}

async function workers(db: Db, now: Date, until: Date): Promise<Worker[]> {
  const { rows } = await sql<Worker>`
    select v.id, v.name, v.skills, v.languages, coalesce(s.spans, '[]') as spans
    from virtual_assistants v cross join lateral (
      select jsonb_agg(jsonb_build_array(w.starts, w.ends) order by w.starts) as spans from working_spans(v.working_hours, v.timezone,
        leave_days(v.id, ${now}::timestamptz::date - 1, ${until}::timestamptz::date + 1), ${now}::timestamptz, ${until}::timestamptz) w) s
    where v.workspace_id = (select app_workspace_id()) and v.status = 'active' and (v.is_available or v.available_changed_at < ${now}::timestamptz - interval '12 hours')
    order by v.name, v.id`.execute(db)
  return rows
}

/** The spans in which the workspace's deadlines count, of the days ahead. */
async function deadlineSpans(db: Db, now: Date): Promise<Span[]> {
  const { rows } = await sql<{ starts: Date; ends: Date }>`
    select w.starts, w.ends from work_settings s join workspaces x on x.id = s.workspace_id
    cross join lateral working_spans(s.working_hours, x.timezone, holidays_of(s.workspace_id), ${now}::timestamptz, ${now}::timestamptz + interval '40 days') w
    where s.workspace_id = (select app_workspace_id()) order by w.starts`.execute(db)
  return rows.map(({ starts, ends }) => [starts.getTime(), ends.getTime()])
}

const partHours = {
  day: [9, 18],
  morning: [8, 12],
  afternoon: [13, 18],
  evening: [18, 22],
} as const

/** The extra people's hours, by the workspace's clock. */
async function extraSpans(db: Db, now: Date, asked: WhatIf, zone: string): Promise<Span[]> {
  const [from, to] = partHours[asked.part]
  const hours = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: from * 60, to: to * 60 }))
  const { rows } = await sql<{ starts: Date; ends: Date }>`
    select starts, ends from working_spans(${JSON.stringify(hours)}::jsonb, ${zone}, '{}', ${now}::timestamptz,
      ${new Date(now.getTime() + asked.days * DAY_MS)}::timestamptz) order by starts`.execute(db)
  return rows.map(({ starts, ends }) => [starts.getTime(), ends.getTime()])
}

function comingTasks(
  kinds: readonly Kind[],
  {
    now,
    until,
    zone,
    share,
    due,
  }: { now: number; until: number; zone: string; share: number; due: readonly Span[] },
  random: () => number,
): SimTask[] {
  const hourOf = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    timeZone: zone,
    hourCycle: 'h23',
  })
  const tasks: SimTask[] = []
  for (let at = now; at < until; at += hour) {
    const clock = Number(hourOf.format(at))
    for (const kind of kinds) {
      if (kind.hour !== clock) continue
      for (let n = arrivals(kind.perHour * share, random); n > 0; n--) {
        const readyAt = at + random() * hour
        tasks.push({
          type: kind.type,
          skills: kind.skills,
          language: kind.language,
          with: null,
          readyAt,
          dueAt:
            workThrough(due, readyAt, kind.deadlineMinutes * 60_000)?.ends ??
            readyAt + kind.deadlineMinutes * 60_000,
          minutes: spread(kind.minutes, random),
        })
      }
    }
  }
  return tasks
}

const round = (value: number) => Math.round(value * 10) / 10

function averaged(results: readonly ReturnType<typeof simulate>[]): Outcome {
  const mean = (of: (one: ReturnType<typeof simulate>) => number) =>
    round(results.reduce((sum, one) => sum + of(one), 0) / results.length)
  const waits = results.flatMap((one) => one.waits)
  return {
    tasks: mean((one) => one.tasks),
    late: mean((one) => one.late),
    left: mean((one) => one.left),
    waitMedian: quantile(waits, 0.5),
    waitLong: quantile(waits, 0.9),
    waiting: (results[0]?.waiting ?? []).map((_, at) => mean((one) => one.waiting[at] ?? 0)),
    people: (results[0]?.people ?? []).map(({ id, name, atWork }, at) => ({
      id,
      name,
      busyMinutes: mean((one) => one.people[at]?.busy ?? 0),
      atWorkMinutes: round(atWork),
      tasks: mean((one) => one.people[at]?.tasks ?? 0),
    })),
  }
}

const waitWords = (minutes: number | null) =>
  minutes === null
    ? 'nothing'
    : minutes < 1
      ? 'less than a minute'
      : minutes < 90
        ? counted(Math.round(minutes), 'minute')
        : counted(round(minutes / 60), 'hour')

const whole = (value: number) => (value > 0 && value < 1 ? '1' : String(Math.round(value)))

function sentenceOf(before: Outcome, after: Outcome): string {
  const saved = before.late - after.late
  const late =
    Math.abs(saved) < 0.5
      ? `About as many tasks are late as without the change: ${whole(after.late)}.`
      : `${whole(after.late)} instead of ${whole(before.late)} tasks are late.`
  const wait =
    before.waitLong === null || after.waitLong === null
      ? ''
      : ` Nine of ten are begun within ${waitWords(after.waitLong)}${
          waitWords(after.waitLong) === waitWords(before.waitLong)
            ? ', as they are now'
            : `, now ${waitWords(before.waitLong)}`
        }.`
  const left = after.left >= 1 ? ` ${whole(after.left)} are not begun by then.` : ''
  return `${late}${wait}${left}`
}

/** Of how many moments a chart is drawn. */
const shownMoments = 24

/** Plays the coming days through with the people there are, and with those asked about. */
export async function askWhatIf(
  { db, actor, now }: Pick<QueryContext, 'db' | 'actor' | 'now'>,
  asked: WhatIf,
): Promise<WhatIfResult> {
  const zone = actor.workspace.timezone
  const until = new Date(now.getTime() + asked.days * DAY_MS)
  const tasks = await openTasks(db, now)
  const kinds = await kindsByHour(db, now, zone)
  const team = await workers(db, now, until)
  const due = await deadlineSpans(db, now)
  const more = await extraSpans(db, now, asked, zone)
  const skills = [...new Set(kinds.concat().flatMap((kind) => Object.keys(kind.skills)))]
  for (const { skills: own } of team) skills.push(...Object.keys(own))

  const people: SimPerson[] = team.map((one) => ({
    ...one,
    spans: one.spans.map(([from, to]) => [Date.parse(String(from)), Date.parse(String(to))]),
  }))
  const changed: SimPerson[] = [
    ...people.map((one) => (asked.without?.includes(one.id) ? { ...one, spans: [] } : one)),
    ...Array.from({ length: asked.people }, (_, n) => ({
      id: `extra-${n + 1}`,
      name: `Extra person ${n + 1}`,
      skills: Object.fromEntries((asked.skills ?? []).map((skill) => [skill, 5])),
      languages: asked.language ? [asked.language] : [],
      spans: more,
    })),
  ]
  const moments = Array.from(
    { length: shownMoments + 1 },
    (_, n) => now.getTime() + ((until.getTime() - now.getTime()) * n) / shownMoments,
  )
  const play = (team: readonly SimPerson[], share: number) =>
    averaged(
      Array.from({ length: plays(tasks.length) }, (_, n) => {
        const random = seeded(n + 1)
        const frame = { now: now.getTime(), until: until.getTime(), zone, share, due }
        const open = tasks.map((task) => ({
          ...task,
          readyAt: task.readyAt.getTime(),
          dueAt: task.dueAt.getTime(),
          minutes: spread(task.minutes, random),
        }))
        return simulate(
          [...open, ...comingTasks(kinds, frame, random)],
          team,
          until.getTime(),
          moments,
        )
      }),
    )
  const before = play(people, 1)
  const after = play(changed, asked.arrivals / 100)
  return {
    before,
    after,
    sentence: sentenceOf(before, after),
    until,
    moments: moments.map((at) => new Date(at)),
    skills: [...new Set(skills)].sort(),
    everybody: team.map(({ id, name }) => ({ id, name })),
  }
}

/** Hours of work that today is expected to bring, and how well that held on the days before. */
export async function readForecast({
  db,
  actor,
  now,
}: Pick<QueryContext, 'db' | 'actor' | 'now'>): Promise<ForecastResult> {
  const zone = actor.workspace.timezone
  const { rows: days } = await sql<{ day: string; minutes: number }>`
    with ${usualMinutes}
    select to_char(d.day, 'YYYY-MM-DD') as day, coalesce(sum(u.minutes), 0)::float8 as minutes
    from generate_series((${now}::timestamptz at time zone ${zone})::date - 35, (${now}::timestamptz at time zone ${zone})::date, interval '1 day') d(day)
    left join pending_actions a on a.created_at >= d.day at time zone ${zone} and a.created_at < (d.day + interval '1 day') at time zone ${zone}
      and a.created_at <= ${now}::timestamptz
    left join usual u on u.action_type = a.action_type
    group by d.day order by d.day`.execute(db)
  const end = new Date(now.getTime() + DAY_MS)
  const { rows: today } = await sql<{ ends: Date }>`
    select (((${now}::timestamptz at time zone ${zone})::date + 1)::timestamp at time zone ${zone}) as ends`.execute(
    db,
  )
  const until = today[0]?.ends ?? end
  const team = await workers(db, now, until)
  const peopleMinutes = team
    .flatMap(({ spans }) => spans)
    .reduce(
      (sum, [from, to]) => sum + (Date.parse(String(to)) - Date.parse(String(from))) / 60_000,
      0,
    )
  const openMinutes = (await openTasks(db, now)).reduce((sum, { minutes }) => sum + minutes, 0)
  const { expected, error, past } = forecastLast(days)
  const cameToday = days.at(-1)?.minutes ?? 0
  const coming = expected === null ? 0 : Math.max(0, expected - cameToday)
  const hours = (minutes: number) => counted(round(minutes / 60), 'hour')
  const sentence =
    expected === null
      ? `${hours(openMinutes)} of work wait. There is too little history to say what today will still bring.`
      : `${hours(openMinutes)} of work wait and about ${hours(coming)} more are expected today; the team is at work for ${hours(peopleMinutes)} more${
          openMinutes + coming > peopleMinutes ? ', so some of it will stay for tomorrow' : ''
        }.`
  return {
    expectedMinutes: expected,
    errorMinutes: error,
    openMinutes,
    peopleMinutes,
    sentence,
    past,
  }
}
