import { call } from '@orpc/server'
import fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, expect, it } from 'vitest'
import { openAgency } from '@/e2e/deals'
import { asking, asOwner, closeOwner, visitor } from '@/e2e/people'
import { applications } from '../applications/procedures'
import { closeConnections } from '../db/client'
import { metrics } from './procedures'

const DAY = 86_400_000
const start = Date.parse('2026-01-01T12:00:00Z')
const at = (day: number) => new Date(start + day * DAY)
const now = at(300)

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

/** What happens, so many days after or before what happened last: clocks of processes differ. */
type Step = { after: number } & (
  | { what: 'visit'; who: number; stage: 'visited' | 'estimated' }
  | { what: 'apply'; mail: number; who: number | null }
  | { what: 'review'; mail: number; approve: boolean }
  | { what: 'lead'; mail: number; won: boolean }
)

const who = fc.nat(3)
const mail = fc.nat(3)
const after = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constantFrom(-1, 40))
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    what: fc.constant('visit' as const),
    after,
    who,
    stage: fc.constantFrom('visited' as const, 'estimated' as const),
  }),
  fc.record({
    what: fc.constant('apply' as const),
    after,
    mail,
    who: fc.option(who),
  }),
  fc.record({ what: fc.constant('review' as const), after, mail, approve: fc.boolean() }),
  fc.record({ what: fc.constant('lead' as const), after, mail, won: fc.boolean() }),
)

type Told = {
  mail: number
  who: number | null
  made: number
  sent: number
  decided?: { day: number; joined: boolean } | undefined
  reviewed?: number
  leads: number[]
  wins: number[]
}

/** What happened, step by step in plain words: what was told of visitors, and each application. */
function plainly(steps: Step[]) {
  const visits = new Map<number, { visited: number; estimated?: number }>()
  const told: Told[] = []
  let day = 5
  const firstOf = (id: number) =>
    told.filter(({ who }) => who === id).sort((a, b) => a.made - b.made)[0]
  for (const one of steps) {
    day = Math.max(0, day + one.after)
    const mine = 'mail' in one ? told.find(({ mail }) => mail === one.mail) : undefined
    if (one.what === 'visit') {
      const known = visits.get(one.who) ?? { visited: day }
      visits.set(one.who, known)
      if (one.stage === 'estimated' && !firstOf(one.who)) known.estimated ??= day
    } else if (one.what === 'apply') {
      const again = mine?.decided && !mine.decided.joined && mine.decided.day < day - 30
      if (!mine) told.push({ ...one, made: day, sent: day, leads: [], wins: [] })
      else if (again)
        Object.assign(mine, { who: mine.who ?? one.who, sent: day, decided: undefined })
      const sender = (mine ? again && mine.who : one.who) ?? null
      const first = typeof sender === 'number' ? firstOf(sender) : undefined
      if (typeof sender === 'number' && first && !visits.has(sender))
        visits.set(sender, { visited: first.sent })
    } else if (one.what === 'review') {
      if (mine && !mine.decided) mine.decided = { day, joined: one.approve }
    } else if (mine?.decided?.joined) {
      mine.leads.push(day)
      if (one.won) mine.wins.push(day)
    }
  }
  return [...visits].map(([id, { visited, estimated }]) => {
    const sent = firstOf(id)
    const entered: [stage: string, day: number][] = [['visited', visited]]
    if (estimated !== undefined) entered.push(['estimated', estimated])
    if (sent) entered.push(['applied', sent.sent])
    if (sent?.decided?.joined) entered.push(['joined', sent.decided.day])
    let latest = 0
    const inOrder = entered.map(([stage, day]) => {
      latest = Math.max(latest, day)
      return [stage, latest] as const
    })
    const stays = inOrder.map(([stage, day], at) => {
      const next = inOrder[at + 1]?.[1] ?? null
      const refused = stage === 'applied' && sent?.decided?.joined === false
      return [stage, day, refused ? Math.max(day, sent.decided?.day ?? 0) : next, next]
    })
    return {
      id,
      stays,
      sent,
      ways: [visited, sent?.sent, sent?.decided?.joined ? sent.decided.day : undefined],
    }
  })
}

async function play(steps: Step[]) {
  const { workspace, admin } = await openAgency()
  const visitors = Array.from({ length: 4 }, () => uuidv7({ msecs: start + 20 * DAY }))
  let day = 5
  for (const one of steps) {
    day = Math.max(0, day + one.after)
    const as = (actor: typeof admin | typeof visitor) => ({
      context: asking(actor, { now: at(day), address: crypto.randomUUID() }),
    })
    if (one.what === 'visit') {
      // The door refuses ids of another time; what it writes is the same.
      await asOwner('select count_visit($1, $2, $3, null, $4)', [
        workspace.slug,
        visitors[one.who],
        one.stage,
        at(day),
      ])
      continue
    }
    const email = `${one.mail}@${workspace.slug}.example`
    const rowOf = async (table: string) =>
      (
        await asOwner<{ id: string; status: string }>(
          `select id, status from ${table} where workspace_id = $1 and email = $2`,
          [workspace.id, email],
        )
      )[0]
    if (one.what === 'apply') {
      await call(
        applications.submit,
        {
          workspace: workspace.slug,
          name: 'Juno Rivers',
          email,
          networkDescription: 'Booksellers.',
          expectedReferrals: 5,
          experienceLevel: 'expert',
          acceptsTerms: true,
          ...(one.who === null ? {} : { visitorId: visitors[one.who] }),
        },
        as(visitor),
      )
    } else if (one.what === 'review') {
      const row = await rowOf('partner_applications')
      if (row?.status !== 'pending') continue
      await (one.approve
        ? call(applications.approve, { id: row.id }, as(admin))
        : call(applications.reject, { id: row.id, reason: 'No' }, as(admin)))
    } else {
      const partner = await rowOf('partners')
      if (!partner) continue
      await asOwner(
        `insert into client_leads (workspace_id, partner_id, client_name, client_email, business_name, estimated_value, project_value, currency, status,
           zero_commission_reason, stage_entered_at, closed_at, close_no, position, created_at)
         values ($1, $2, 'Told', 'told@client.example', 'Told', 100, case when $3 then 0 end, 'EUR', case when $3 then 'closed_won' else 'prospect' end,
           case when $3 then 'None' end, $4, case when $3 then $4::timestamptz end, $3::int, 'a', $4)`,
        [workspace.id, partner.id, one.won, at(day)],
      )
    }
  }
  return { workspace, admin, visitors }
}

it('is what telling it visitor by visitor gives, never rises, and opens its rows', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 24 }),
      fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
      async (steps, windowDays) => {
        const { workspace, admin, visitors } = await play(steps)
        const expected = plainly(steps)
        const rows = await asOwner<Record<string, string | number | null>>(
          `select visitor_id, stage, ${['entered_at', 'exited_at', 'converted_at']
            .map((name) => `(extract(epoch from ${name}) * 1000)::float8 as ${name}`)
            .join(', ')} from conversion_funnels where workspace_id = $1 and visitor_id is not null
           order by array_position(array['visited','estimated','applied','joined'], stage)`,
          [workspace.id],
        )
        const dayOf = (ms: unknown) => (ms === null ? null : ((ms as number) - start) / DAY)
        for (const [index, id] of visitors.entries())
          expect(
            rows
              .filter(({ visitor_id }) => visitor_id === id)
              .map((row) => [
                row.stage,
                dayOf(row.entered_at),
                dayOf(row.exited_at),
                dayOf(row.converted_at),
              ]),
          ).toEqual(expected.find((one) => one.id === index)?.stays ?? [])

        const range = { from: at(3).toISOString().slice(0, 10), to: '2026-03-01' }
        const inRange = expected.filter(({ ways }) => {
          const [visited = 0] = ways
          return visited >= 3 && at(visited).toISOString().slice(0, 10) <= range.to
        })
        const reached = [0, 0, 0, 0, 0]
        for (const { ways, sent } of inRange) {
          const joined = ways[2] !== undefined
          const least = (days: number[] = []) =>
            joined && days.length ? Math.min(...days) : undefined
          let last = ways[0] as number
          for (const [at, day] of [...ways, least(sent?.leads), least(sent?.wins)].entries()) {
            if (day === undefined) break
            const when = Math.max(last, day)
            if (windowDays && when > last + windowDays) break
            reached[at]!++
            last = when
          }
        }
        const context = asking(admin, { now })
        const funnel = { kind: 'funnel' as const, funnel: 'visitors' as const }
        const answer = await call(
          metrics.ask,
          { question: { ...funnel, ...(windowDays ? { windowDays } : {}) }, range },
          { context },
        )
        if (answer.kind !== 'funnel') throw new Error('This is no funnel.')
        expect(answer.steps.map((step) => step.reached)).toEqual(reached)
        for (const [at, { key, reached }] of answer.steps.entries()) {
          expect(reached).toBeLessThanOrEqual(answer.steps[at - 1]?.reached ?? reached)
          const asked = { funnel: 'visitors' as const, step: key, ...range }
          const { items } = await call(
            metrics.rows,
            { ...asked, ...(windowDays ? { window: windowDays } : {}), limit: 10 },
            { context },
          )
          expect(items).toHaveLength(reached)
        }
      },
    ),
    { numRuns: 40 },
  )
}, 240_000)
