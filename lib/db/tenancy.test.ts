import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openAgency, win } from '@/e2e/deals'
import { asOwner, closeOwner } from '@/e2e/people'
import { closeConnections } from './client'

/** What the database shows to a login of the application that says nothing about who it is. */

let web: pg.Client
let worker: pg.Client
let tables: string[]

beforeAll(async () => {
  const { admin, partnerId } = await openAgency()
  await win(admin, partnerId)
  web = new pg.Client({ connectionString: process.env.APP_DATABASE_URL })
  worker = new pg.Client({ connectionString: process.env.WORKER_DATABASE_URL })
  await web.connect()
  await worker.connect()
  const rows = await asOwner<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v') order by 1`,
  )
  tables = rows.map(({ name }) => name)
})

afterAll(async () => {
  await web.end()
  await worker.end()
  await closeConnections()
  await closeOwner()
})

async function seen(client: pg.Client, table: string, role?: string): Promise<number | 'refused'> {
  await client.query('begin')
  try {
    if (role) await client.query(`set local role ${role}`)
    const { rowCount } = await client.query(`select 1 from "${table}" limit 5`)
    return rowCount ?? 0
  } catch {
    return 'refused'
  } finally {
    await client.query('rollback')
  }
}

describe('without settings', () => {
  it('the web login reads no table', async () => {
    expect(tables.length).toBeGreaterThan(20)
    for (const table of tables) expect(await seen(web, table), table).toBe('refused')
  })

  it.each(['anon', 'app_staff', 'app_partner', 'app_va', 'app_customer', 'app_person'])(
    'the role %s sees no row',
    async (role) => {
      for (const table of tables)
        expect([0, 'refused'], `${table}`).toContain(await seen(web, table, role))
    },
  )

  it('the worker finds its workspaces and nothing in them', async () => {
    for (const table of tables) {
      const found = await seen(worker, table, 'service_role')
      // How far the worker has followed the commits of all: it names no workspace.
      if (table === 'workspaces' || table === 'analytics_watermarks')
        expect(found).toBeGreaterThan(0)
      else expect([0, 'refused'], table).toContain(found)
    }
  })

  it('the web login cannot become the worker or the owner', async () => {
    for (const role of ['service_role', 'tandem_owner', 'pg_read_all_data'])
      await expect(web.query(`set role ${role}`), role).rejects.toThrow()
  })
})

describe('every tenant table', () => {
  it('has row level security, and foreign keys that carry the workspace', async () => {
    const open = await asOwner(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
       and not relrowsecurity and relname <> '_prisma_migrations'`,
    )
    expect(open).toEqual([])
  })
})
