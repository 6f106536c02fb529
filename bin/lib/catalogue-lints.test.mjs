import { afterAll, beforeAll, expect, test } from 'vitest'
import { difference, fingerprint } from './catalogue.mjs'
import { lintCatalogue } from './catalogue-lints.mjs'

const { Client } = (await import('pg')).default
const logins = ['tandem_test_web', 'tandem_test_worker', 'tandem_test_jobs']
let client

beforeAll(async () => {
  client = new Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
})
afterAll(() => client.end())

/** Looks at the catalogue as `sql` would leave it. */
async function after(sql, look) {
  await client.query('begin')
  try {
    await client.query(sql)
    return await look()
  } finally {
    await client.query('rollback')
  }
}

test('the migrated database is sound', async () => {
  expect(await lintCatalogue(client, logins)).toEqual([])
})

test.each([
  ['row level security is off', 'create table offender ()'],
  [
    'granted to a role that no policy admits',
    'grant select on password_reset_tokens to service_role',
  ],
  [
    'a policy that calls a setting per row',
    'create policy offender on events to app_va using (workspace_id = app_workspace_id())',
  ],
  ['foreign key without an index', 'create table offender (user_id uuid references users)'],
  [
    'foreign key between tenant tables without workspace_id',
    'create table offender (workspace_id uuid, lead_id uuid references client_leads (id))',
  ],
  ['view that runs as its owner', 'create view offender as select * from users'],
  ['materialized view outside', 'create materialized view offender as select 1 as one'],
  [
    'function without a pinned search_path',
    "create function offender() returns int language sql as 'select 1'",
  ],
  [
    'not listed in prisma/definer-functions.txt',
    "create function offender() returns int language sql security definer as 'select 1'",
  ],
  ['listed in prisma/definer-functions.txt but', 'alter function my_workspaces() security invoker'],
  ['function without a comment', 'comment on function my_workspaces() is null'],
  ['granted to everybody: SELECT on users', 'grant select on users to public'],
  [
    'granted to everybody: EXECUTE on my_workspaces()',
    'grant execute on function my_workspaces() to public',
  ],
  ['login that may do too much: tandem_test_web', 'alter role tandem_test_web createdb'],
  [
    'login that inherits',
    'alter role tandem_test_web inherit; grant service_role to tandem_test_web',
  ],
  ['text with a CHECK, not enums', "create type offender as enum ('a')"],
])('%s: found', async (rule, sql) => {
  const found = await after(sql, () => lintCatalogue(client, logins))
  expect(found.some((line) => line.includes(rule))).toBe(true)
})

test.each([
  ['a column', 'alter table users add column offender text'],
  ['a default', "alter table client_leads alter column source set default 'offender'"],
  ['a policy', 'drop policy staff on events'],
  ['a grant', 'grant select on users to app_va'],
  ['a trigger switched off', 'alter table client_leads disable trigger user'],
  ['a comment', "comment on table users is 'offender'"],
  ['a function setting', 'alter function my_workspaces() set work_mem = 64'],
])('the fingerprint tells %s', async (_what, sql) => {
  const before = await fingerprint(client)
  const differences = await after(sql, async () => difference(before, await fingerprint(client)))
  expect(differences.length).toBeGreaterThan(0)
})
