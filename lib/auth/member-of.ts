import { sql } from 'kysely'
import { type Db, withSystem } from '../db/with-actor'
import type { Member } from './actor'
import type { Role } from './permissions'

type Found = {
  userId: string
  email: string
  name: string
  role: Role
  partnerId: string | null
  partnerStatus: string | null
  customerId: string | null
  vaId: string | null
  slug: string
  workspaceName: string
  timezone: string
  currency: string
}

async function seatOf(db: Db, workspaceId: string, userId: string): Promise<Member | null> {
  const { rows } = await sql<Found>`
    select u.id as user_id, u.email, u.name, m.role, m.partner_id, p.status as partner_status, m.customer_id, m.va_id,
      w.slug, w.name as workspace_name, w.timezone, w.currency
    from memberships m
    join users u on u.id = m.user_id
    join workspaces w on w.id = m.workspace_id
    left join partners p on p.workspace_id = m.workspace_id and p.id = m.partner_id
    where m.workspace_id = ${workspaceId}::uuid and m.user_id = ${userId}::uuid and m.status = 'active'`.execute(
    db,
  )
  const [found] = rows
  if (!found) return null
  const { slug, workspaceName, timezone, currency, ...person } = found
  const workspace = { id: workspaceId, slug, name: workspaceName, timezone, currency }
  return { kind: 'member', sessionId: null, scopes: null, workspace, ...person }
}

/** A person as they may act in a workspace today, for jobs that work on their behalf; null once they have left it. */
export const memberOf = (workspaceId: string, userId: string, reason: string) =>
  withSystem(workspaceId, reason, ({ db }) => seatOf(db, workspaceId, userId))
