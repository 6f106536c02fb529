import { randomUUID } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import pg from 'pg'
import type { RequestContext } from '@/lib/api/context'
import type { Actor, Member } from '@/lib/auth/actor'
import type { Role } from '@/lib/auth/permissions'

/** People and workspaces for tests, made as the owner of the database. */

let owner: pg.Pool | undefined

/** With a name, the database keeps its plan. */
export async function asOwner<Row extends pg.QueryResultRow>(
  text: string,
  values: unknown[] = [],
  name?: string,
) {
  owner ??= new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 2 })
  const { rows } = await owner.query<Row>({ ...(name ? { name } : {}), text, values })
  return rows
}

export const closeOwner = () => owner?.end()

const first = <T>(rows: T[]) => rows[0] as T

export async function makeWorkspace(name = 'Northwind') {
  const slug = `w-${randomUUID().slice(0, 8)}`
  const { id } = first(
    await asOwner<{ id: string }>(
      `insert into workspaces (slug, name, timezone, currency) values ($1, $2, 'Europe/Berlin', 'EUR') returning id`,
      [slug, name],
    ),
  )
  return { id, slug, name, timezone: 'Europe/Berlin', currency: 'EUR' }
}

export const goodPassword = 'grün-Ofen-17-Wolke'

/** A person with an account; without a password they are only known by address. */
export async function makePerson(password: string | null = goodPassword, name = 'Ada Lovelace') {
  const email = `${randomUUID()}@example.com`
  const passwordHash = password && (await hash(password.normalize('NFKC')))
  const { id } = first(
    await asOwner<{ id: string }>(
      'insert into users (email, name, password_hash) values ($1, $2, $3) returning id',
      [email, name, passwordHash],
    ),
  )
  return { userId: id, email, name }
}

export type TestWorkspace = Awaited<ReturnType<typeof makeWorkspace>>

export async function makePartner(workspace: TestWorkspace) {
  const { id } = first(
    await asOwner<{ id: string }>(
      `insert into partners (workspace_id, name, email, tracking_code, created_at)
       values ($1, 'Pat Partner', $2, $3, now()) returning id`,
      [workspace.id, `${randomUUID()}@example.com`, randomUUID().slice(0, 8)],
    ),
  )
  return id
}

export async function makeCustomer(workspace: TestWorkspace, { creditsLimit = 100 } = {}) {
  const { id } = first(
    await asOwner<{ id: string }>(
      `insert into customers (workspace_id, email, full_name, company_name, subscription_status, credits_limit,
         billing_anchor, billing_period_start, billing_period_end, created_at)
       values ($1, $2, 'Cleo Customer', 'Cleo’s Bakery', 'active', $3, now(), now(), now() + interval '1 month', now())
       returning id`,
      [workspace.id, `${randomUUID()}@example.com`, creditsLimit],
    ),
  )
  return id
}

/** Somebody who can do everything, at every hour. */
const ableAlways = `skills = '{"phone": 5, "documents": 5, "payments": 5, "writing": 5, "research": 5}', languages = '{en}', max_concurrent_tasks = 10,
  working_hours = (select jsonb_agg(jsonb_build_object('day', day, 'from', 0, 'to', 1440)) from generate_series(1, 7) day)`

/** A member of the workspace, and their membership's id. */
export async function makeMember(
  workspace: TestWorkspace,
  role: Role,
): Promise<Member & { seat: string }> {
  const person = await makePerson(null)
  const partnerId = role === 'partner' ? await makePartner(workspace) : null
  const customerId = role === 'customer' ? await makeCustomer(workspace) : null
  const { id: seat, vaId } = first(
    await asOwner<{ id: string; vaId: string | null }>(
      `insert into memberships (workspace_id, user_id, role, status, partner_id, customer_id)
       values ($1, $2, $3, 'active', $4, $5) returning id, va_id as "vaId"`,
      [workspace.id, person.userId, role, partnerId, customerId],
    ),
  )
  if (vaId) await asOwner(`update virtual_assistants set ${ableAlways} where id = $1`, [vaId])
  return {
    kind: 'member',
    ...person,
    sessionId: null,
    workspace,
    role,
    partnerId,
    partnerStatus: partnerId && 'active',
    customerId,
    vaId,
    scopes: null,
    seat,
  }
}

export const visitor: Actor = { kind: 'visitor', address: '203.0.113.7' }

export const asking = (actor: Actor, more: Partial<RequestContext> = {}): RequestContext => ({
  actor,
  address: '203.0.113.7',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36',
  ...more,
})

/** The payloads of the jobs of one kind that are waiting, oldest first. */
export async function jobs<T>(task: string): Promise<T[]> {
  const rows = await asOwner<{ payload: T }>(
    `select p.payload from graphile_worker._private_jobs p
     join graphile_worker._private_tasks t on t.id = p.task_id where t.identifier = $1 order by p.id`,
    [task],
  )
  return rows.map((row) => row.payload)
}
