import fc from 'fast-check'
import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addEvents, countAll, idOf, ownerClient, rebuild, type TestEvent } from '@/e2e/events'
import { asOwner, closeOwner, makePartner, makeWorkspace, type TestWorkspace } from '@/e2e/people'
import { closeConnections } from '../db/client'

// What was written is noted beside by a trigger, in the writer's transaction, and compared at the end. Berlin changes
// its clocks on 29 March 2026, New York on 8 March; in Beirut, midnight of 29 March does not exist.
const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Asia/Beirut',
  'Pacific/Auckland',
]
const begin = Date.UTC(2026, 1, 26)
const types = ['a', 'b', 'c']

const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      writer: fc.nat(3),
      events: fc.array(
        fc.record({
          known: fc.option(fc.nat(30), { nil: undefined }),
          hours: fc.nat(24 * 40),
          type: fc.nat(2),
          user: fc.option(fc.nat(40), { nil: undefined }),
          partner: fc.option(fc.nat(1), { nil: undefined }),
        }),
        { minLength: 1, maxLength: 12 },
      ),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('end' as const),
      writer: fc.nat(3),
      commit: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('count' as const),
      limit: fc.constantFrom(1, 7, 300_000),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('kill' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('delete' as const), share: fc.constantFrom(2, 5) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('zone' as const), zone: fc.constantFrom(...zones) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('drop' as const),
      at: fc.constantFrom('2026-06-02', '2026-07-02'),
      settled: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rebuild' as const) }) },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

beforeAll(async () => {
  await asOwner(`
    create table noted (workspace_id uuid, id uuid, event_type text, user_id text, partner_id uuid, created_at timestamptz);
    create function note_event() returns trigger language plpgsql as $$ begin
      insert into noted values (new.workspace_id, new.id, new.event_type, new.user_id, new.partner_id, new.created_at); return null; end $$;
    create trigger note_event after insert on analytics_events for each row execute function note_event()`)
})
afterAll(async () => {
  await asOwner(
    'drop trigger note_event on analytics_events; drop function note_event(); drop table noted',
  )
  await closeConnections()
  await closeOwner()
})

/** Connections that wait for each other only in the database: what is asked of one goes in turn. */
async function writersOf(count: number) {
  const clients = await Promise.all(Array.from({ length: count }, ownerClient))
  const turns = clients.map(() => Promise.resolve())
  const open = clients.map(() => false)
  const queue = (writer: number, work: (client: pg.Client) => Promise<unknown>) => {
    turns[writer] = (turns[writer] as Promise<void>).then(async () => {
      await work(clients[writer] as pg.Client).catch(() => {})
    })
  }
  return {
    write(writer: number, workspace: TestWorkspace, events: TestEvent[]) {
      if (!open[writer]) queue(writer, (client) => client.query('begin'))
      open[writer] = true
      queue(writer, (client) => addEvents(workspace, events, client))
    },
    end(writer: number, commit: boolean) {
      if (open[writer]) queue(writer, (client) => client.query(commit ? 'commit' : 'rollback'))
      open[writer] = false
    },
    async settle() {
      for (const writer of clients.keys()) this.end(writer, true)
      await Promise.all(turns)
    },
    async close() {
      await this.settle()
      await Promise.all(clients.map((client) => client.end()))
    },
  }
}

/** A roller that has done its work and dies before it is committed. */
async function killedRoller() {
  const client = await ownerClient()
  const { rows } = await client.query('select pg_backend_pid() as pid')
  await client.query('begin; select roll_up_events(5)')
  await asOwner('select pg_terminate_backend($1)', [rows[0].pid])
  await client.end().catch(() => {})
}

const tables = ['event_days', 'partner_days', 'people_days', 'people_months', 'people_sketches']
const rollups = (workspace: TestWorkspace) =>
  Promise.all(
    tables.map((table) =>
      asOwner(
        `select t::text as row from analytics_${table} t where workspace_id = $1 order by 1`,
        [workspace.id],
      ),
    ),
  )

async function play(steps: Step[], limit: number) {
  const workspace = await makeWorkspace()
  await asOwner(
    'insert into analytics_settings (workspace_id, exact_people_limit) values ($1, $2)',
    [workspace.id, limit],
  )
  const partners = [await makePartner(workspace), await makePartner(workspace)]
  // Ids that come again: at home, astray, and of another version.
  const known = Array.from({ length: 31 }, (_, n) =>
    n % 3 === 0 ? crypto.randomUUID() : idOf(new Date(begin + n * 30 * 3_600_000)),
  )
  const writers = await writersOf(4)
  let moved = false
  let oldest = 0
  for (const one of steps) {
    if (one.do === 'write')
      writers.write(
        one.writer,
        workspace,
        one.events.map(({ known: n, hours, type, user, partner }) => ({
          ...(n === undefined ? {} : { id: known[n] as string }),
          eventType: types[type] as string,
          userId: user === undefined ? null : `u${user}`,
          partnerId: partner === undefined ? null : (partners[partner] as string),
          createdAt: new Date(Math.max(oldest, begin + hours * 3_600_000)),
        })),
      )
    else if (one.do === 'end') writers.end(one.writer, one.commit)
    else if (one.do === 'count') await asOwner('select roll_up_events($1)', [one.limit])
    else if (one.do === 'kill') await killedRoller()
    else if (one.do === 'rebuild') await rebuild(workspace)
    else if (one.do === 'zone') {
      moved = true
      await asOwner('update workspaces set timezone = $2 where id = $1', [workspace.id, one.zone])
    } else if (one.do === 'delete')
      // Rows that a drop has taken from the table stay counted.
      await asOwner(
        `with gone as (delete from analytics_events where workspace_id = $1 and hashtext(id::text) % $2 = 0
           and created_at >= '2026-04-01' returning id)
         delete from noted n using gone g where n.workspace_id = $1 and n.id = g.id`,
        [workspace.id, one.share],
      )
    else {
      // It waits for whoever writes, and gives up before they do; so half of the time nobody does.
      if (one.settled) await writers.settle()
      const done = await asOwner('select tend_event_partitions($1)', [one.at]).catch(() => null)
      // From then on the door takes nothing so old.
      if (done) oldest = Math.max(oldest, Date.parse(one.at) - 90 * 86_400_000)
    }
  }
  await writers.close()
  await countAll()
  return { workspace, moved, oldest }
}

async function check({ workspace, moved, oldest }: Awaited<ReturnType<typeof play>>) {
  const [state] = await asOwner<{ from: string; zone: string }>(
    `select coalesce(s.days_from, '2000-01-01')::text as from, w.timezone as zone
     from workspaces w left join analytics_states s on s.workspace_id = w.id where w.id = $1`,
    [workspace.id],
  )
  const since = moved ? state?.from : '2000-01-01'
  const plain = (columns: string, where: string, table: string) =>
    asOwner(
      `select * from (select ${columns} from ${table} where workspace_id = $1 and ${where}) x where x.day >= $2::date order by 1, 2, 3`,
      [workspace.id, since],
    )
  const day = `(created_at at time zone '${state?.zone}')::date as day`

  const doubles = await asOwner(
    'select id from noted where workspace_id = $1 and created_at >= $2 group by id having count(*) > 1',
    [workspace.id, new Date(oldest)],
  )
  expect(doubles, 'ids taken twice').toEqual([])
  expect(
    await plain('day, event_type, null as x, events::int', 'true', 'analytics_event_days'),
    'days',
  ).toEqual(
    await asOwner(
      `select * from (select ${day}, event_type, null as x, count(*)::int as events from noted where workspace_id = $1 group by 1, 2) x
       where x.day >= $2::date order by 1, 2, 3`,
      [workspace.id, since],
    ),
  )
  expect(
    await plain('day, event_type, partner_id, events::int', 'true', 'analytics_partner_days'),
    'days of partners',
  ).toEqual(
    await asOwner(
      `select * from (select ${day}, event_type, partner_id, count(*)::int as events from noted
         where workspace_id = $1 and partner_id is not null group by 1, 2, 3) x
       where x.day >= $2::date order by 1, 2, 3`,
      [workspace.id, since],
    ),
  )
  const [totals] = await asOwner(
    `select (select coalesce(sum(events), 0)::int from analytics_event_days where workspace_id = $1) as counted,
      (select count(*)::int from noted where workspace_id = $1) as written`,
    [workspace.id],
  )
  expect(totals?.counted, 'all events').toBe(totals?.written)
  const people = await asOwner(
    `select * from (select distinct ${day}, user_id from noted where workspace_id = $1 and user_id is not null) x
     where x.day >= $2::date and not exists (select from analytics_people_months m where m.workspace_id = $1 and m.sketched
       and m.month = date_trunc('month', x.day::timestamp)::date) order by 1, 2`,
    [workspace.id, since],
  )
  expect(
    await asOwner(
      `select day, user_id from analytics_people_days where workspace_id = $1 and day >= $2::date order by 1, 2`,
      [workspace.id, since],
    ),
    'people',
  ).toEqual(people)
  const before = await rollups(workspace)
  await rebuild(workspace)
  expect(await rollups(workspace), 'counted anew').toEqual(before)
  await asOwner('delete from noted where workspace_id = $1', [workspace.id])
}

it.each([
  ['exact', 50_000],
  ['in sketches', 8],
])(
  'counts equal the rows after any order of writers, rollers, drops and changes, people %s',
  async (_, limit) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
        await check(await play(steps, limit))
      }),
      { numRuns: 15, endOnFailure: true },
    )
  },
  240_000,
)
