import { type RawBuilder, sql } from 'kysely'
import { invalid } from '../errors'
import { leadStatusLabels } from '../leads/labels'
import type { AnswerOf } from './answer-schema'
import { type Asking, about } from './answers'
import { type Fact, facts } from './facts'
import type { Frame } from './numbers'
import type { RowSet } from './row-sets'
import type { FunnelKey, Question, Range } from './schema'
import { within } from './sql'

type Sql = RawBuilder<unknown>
type Step = { key: string; label: string }
type Funnel = {
  title: string
  definition: string
  steps: Step[]
  /** What goes through it. */
  fact: Fact
  /** Rows `t`: id; t1 … tn, when each step was reached, and `over`, whether no further step can come. */
  times: (range: Range, frame: Frame) => Sql
}

const stages = ['prospect', 'qualified', 'proposal_sent', 'negotiating', 'closed_won'] as const

const ofApplicants: Step[] = [
  { key: 'applied', label: 'Applied' },
  { key: 'joined', label: 'Joined' },
  { key: 'active', label: 'Registered a lead' },
  { key: 'producing', label: 'Won a deal' },
]

const funnels: Record<FunnelKey, Funnel> = {
  visitors: {
    title: 'Visitors',
    definition:
      'Of the visitors who first came to the programme page during the period: who applied, became a partner, registered a lead, and won a deal, whenever that was. Whoever asks not to be tracked is not counted.',
    steps: [{ key: 'visited', label: 'Visited' }, ...ofApplicants],
    fact: facts.visitors,
    times: (range, frame) => sql`
      select v.visitor_id as id, v.entered_at as t1, a.entered_at as t2, j.entered_at as t3,
        (select min(l.created_at) from client_leads l where l.partner_id = p.id) as t4,
        (select min(l.closed_at) from client_leads l where l.partner_id = p.id and l.status = 'closed_won') as t5,
        (a.exited_at is not null and j.entered_at is null) or p.status in ('banned', 'inactive') as over
      from conversion_funnels v
      left join conversion_funnels a on a.workspace_id = v.workspace_id and a.visitor_id = v.visitor_id and a.stage = 'applied'
      left join conversion_funnels j on j.workspace_id = v.workspace_id and j.visitor_id = v.visitor_id and j.stage = 'joined'
      left join lateral (
        select x.id from partner_applications x where x.workspace_id = j.workspace_id and x.visitor_id = j.visitor_id
        order by x.created_at, x.id limit 1) x on true
      left join partners p on p.application_id = x.id
      where v.stage = 'visited' and ${within(sql`v.entered_at`, range, frame)}`,
  },
  programme: {
    title: 'Partner programme',
    definition:
      'Of the applications sent in during the period: who became a partner, who registered a lead, and who won a deal, whenever that was.',
    steps: ofApplicants,
    fact: facts.applications,
    times: (range, frame) => sql`
      select a.id, a.submitted_at as t1, p.created_at as t2,
        (select min(l.created_at) from client_leads l where l.partner_id = p.id) as t3,
        (select min(l.closed_at) from client_leads l where l.partner_id = p.id and l.status = 'closed_won') as t4,
        a.status = 'rejected' or p.status in ('banned', 'inactive') as over
      from partner_applications a left join partners p on p.application_id = a.id
      where ${within(sql`a.submitted_at`, range, frame)}`,
  },
  pipeline: {
    title: 'Pipeline',
    definition:
      'Of the leads registered during the period: how many came to each stage or beyond it, whenever that was. A win that was reversed does not count.',
    steps: stages.map((key) => ({ key, label: leadStatusLabels[key] })),
    fact: facts.leads,
    times: (range, frame) => sql`
      select l.id, l.created_at as t1, ${sql.join(
        stages.slice(1).map((_, at) => {
          const later = stages.slice(at + 1, -1)
          const won = sql`case when l.status = 'closed_won' then l.closed_at end`
          const reached = later.length
            ? sql`least(min(s.entered_at) filter (where s.stage in (${sql.join(later.map((name) => sql.lit(name)))})), ${won})`
            : won
          return sql`${reached} as ${sql.raw(`t${at + 2}`)}`
        }),
      )}, l.status = 'closed_lost' as over
      from client_leads l
      left join conversion_funnels s on s.workspace_id = l.workspace_id and s.client_lead_id = l.id
      where ${within(sql`l.created_at`, range, frame)}
      group by l.id, l.created_at, l.status, l.closed_at`,
  },
}

/** When a step was reached in order: what came before its predecessor counts from there on. */
const inOrder = (n: number): Sql =>
  sql`${sql.join(
    Array.from({ length: n - 1 }, (_, at) => {
      const earlier = Array.from({ length: at + 1 }, (_, k) => sql.raw(`t${k + 1}`))
      const own = sql.raw(`t${at + 2}`)
      return sql`case when ${own} is not null then greatest(${sql.join([...earlier, own])}) end as ${own}`
    }),
  )}`

type Walk = { funnel: FunnelKey; windowDays?: number | undefined }

const t = (k: number) => sql.raw(`t${k}`)
const windowOf = ({ windowDays }: Walk) =>
  windowDays ? sql`make_interval(days => ${windowDays})` : null

/**
 * Rows `r`: how far each subject came, as `reach`, and when. A step counts when it follows the step
 * before within the window, also past the end of the range.
 */
function walked(walk: Walk, range: Range, frame: Frame): Sql {
  const { steps, times } = funnels[walk.funnel]
  const n = steps.length
  const window = windowOf(walk)
  const reach = sql`case ${sql.join(
    Array.from({ length: n - 1 }, (_, at) => {
      const late = window ? sql` or ${t(at + 2)} > ${t(at + 1)} + ${window}` : sql``
      return sql`when ${t(at + 2)} is null${late} then ${sql.lit(at + 1)}`
    }),
    sql` `,
  )} else ${sql.lit(n)} end`
  return sql`given as (${times(range, frame)}),
    t as (select id, t1, ${inOrder(n)}, coalesce(over, false) as over from given),
    r as (select t.*, ${reach} as reach from t)`
}

const reached = (k: number) => sql`reach >= ${sql.lit(k)}`

/** Those of the step before who have not come this far, but may still. */
function open(k: number, walk: Walk, now: Date): Sql {
  const window = windowOf(walk)
  const inTime = window ? sql` and ${t(k - 1)} + ${window} > ${now}::timestamptz` : sql``
  return sql`reach = ${sql.lit(k - 1)} and ${t(k)} is null and not over${inTime}`
}

const windowWords = ({ windowDays }: Walk) =>
  windowDays
    ? [`Each step within ${windowDays} ${windowDays === 1 ? 'day' : 'days'} of the one before.`]
    : []

/** How far each subject came; whoever may still come is counted as open. */
export async function funnel(
  asking: Asking,
  walk: Extract<Question, { kind: 'funnel' }>,
): Promise<AnswerOf<'funnel'>> {
  const { db, workspace, range, now } = asking
  const { title, definition, steps } = funnels[walk.funnel]
  const columns = steps.flatMap((_, at) => {
    const k = at + 1
    const came = sql`count(*) filter (where ${reached(k)})::int as ${sql.raw(`reached${k}`)}`
    if (k === 1) return [came]
    return [
      came,
      sql`count(*) filter (where ${open(k, walk, now)})::int as ${sql.raw(`open${k}`)}`,
      sql`(percentile_cont(0.5) within group (order by extract(epoch from ${t(k)} - ${t(k - 1)}))
        filter (where ${reached(k)}) / 86400)::float8 as ${sql.raw(`days${k}`)}`,
    ]
  })
  const { rows } = await sql<Record<string, number | null>>`
    with ${walked(walk, range, workspace)} select ${sql.join(columns)} from r`.execute(db)
  const found = rows[0] ?? {}
  const waiting = steps.reduce((sum, _, at) => sum + (found[`open${at + 1}`] ?? 0), 0)
  return {
    kind: 'funnel',
    ...about(asking, title, definition),
    notes: [
      ...windowWords(walk),
      ...(waiting > 0 ? ['Some may still come: the open ones are shown beside each step.'] : []),
    ],
    steps: steps.map((step, at) => ({
      ...step,
      reached: found[`reached${at + 1}`] ?? 0,
      open: found[`open${at + 1}`] ?? 0,
      medianDays: found[`days${at + 1}`] ?? null,
    })),
  }
}

export const nobodyWaits = 'Nobody waits for the first step: it has no step before.'

/** Who came to a step, by when they did; or who may still come, by when they came to the step before. */
export function stepRows(
  walk: Walk & { step: string; reach: 'reached' | 'open' },
  range: Range,
  frame: Frame,
  now: Date,
): RowSet {
  const { title, definition, steps, fact } = funnels[walk.funnel]
  const k = steps.findIndex(({ key }) => key === walk.step) + 1
  const label = steps[k - 1]?.label
  if (!label) throw invalid({ step: `The steps are: ${steps.map(({ key }) => key).join(', ')}.` })
  if (walk.reach === 'open' && k === 1) throw invalid({ reach: nobodyWaits })
  const [who, at, heading] =
    walk.reach === 'open'
      ? [open(k, walk, now), t(k - 1), `may still come to “${label}”`]
      : [reached(k), t(k), `came to “${label}”`]
  return {
    title: `${title}: ${heading}`,
    definition: [definition, ...windowWords(walk)].join(' '),
    unit: 'count',
    fact,
    rows: sql`with ${walked(walk, range, frame)}
      select id, id as about, ${at} as at, 1 as value from r where ${who}`,
    value: sql`count(*)`,
  }
}
