import { changeAs, selectAs, withActor } from '../db/with-actor'
import type { Member, Person, WorkspaceSeat } from './actor'
import { hashToken } from './link-token'
import type { Role } from './permissions'
import { newToken } from './tokens'

/** After this a person signs in again. */
export const sessionSeconds = 30 * 86_400

const nobody = { kind: 'visitor', address: '' } as const

type Resolved = {
  userId: string
  email: string
  name: string
  workspaceId: string | null
  workspaceSlug: string
  workspaceName: string
  timezone: string
  currency: string
  role: Role | null
  partnerId: string | null
  partnerStatus: string | null
  customerId: string | null
  vaId: string | null
  workspaces?: WorkspaceSeat[] | null
}

const personOf = (row: Resolved, sessionId: string | null): Person => ({
  kind: 'person',
  userId: row.userId,
  email: row.email,
  name: row.name,
  sessionId,
  workspaces: row.workspaces ?? [],
})

const memberOf = (row: Resolved, sessionId: string | null, scopes: string[] | null): Member => ({
  ...personOf(row, sessionId),
  kind: 'member',
  workspace: {
    id: row.workspaceId as string,
    slug: row.workspaceSlug,
    name: row.workspaceName,
    timezone: row.timezone,
    currency: row.currency,
  },
  role: row.role as Role,
  partnerId: row.partnerId,
  partnerStatus: row.partnerStatus,
  customerId: row.customerId,
  vaId: row.vaId,
  scopes,
})

/**
 * Who a session belongs to: a member of the workspace asked for, else a person; null when it was
 * revoked or has ended. Asked on every request, so a revoked session stops on its next one.
 */
export async function resolveSession(
  token: string,
  slug: string | undefined,
  now = new Date(),
): Promise<Person | Member | null> {
  const [row] = await selectAs<Resolved & { sessionId: string }>(
    nobody,
  )`select session_id as "sessionId", user_id as "userId", email, name, workspace_id as "workspaceId",
      workspace_slug as "workspaceSlug", workspace_name as "workspaceName", timezone, currency, role,
      partner_id as "partnerId", partner_status as "partnerStatus", customer_id as "customerId", va_id as "vaId", workspaces
    from resolve_session(${hashToken(token)}, ${slug ?? ''}, ${now})
    order by workspace_id nulls last limit 1`
  if (!row) return null
  return row.workspaceId ? memberOf(row, row.sessionId, null) : personOf(row, row.sessionId)
}

/** The member that an API key stands for, narrowed to what the key was given. */
export async function resolveApiKey(key: string, now = new Date()): Promise<Member | null> {
  const [row] = await changeAs<Resolved & { permissions: string[] }>(
    nobody,
  )`select user_id as "userId", email, name, workspace_id as "workspaceId", workspace_slug as "workspaceSlug",
      workspace_name as "workspaceName", timezone, currency, role, partner_id as "partnerId",
      partner_status as "partnerStatus", customer_id as "customerId", va_id as "vaId", permissions
    from resolve_api_key(${hashToken(key)}, ${now})`
  return row ? memberOf(row, null, row.permissions.length > 0 ? row.permissions : null) : null
}

type Opening = {
  userId: string
  address: string
  userAgent?: string | null | undefined
  now: Date
}

/** Answers the token for the cookie; the table keeps its hash. */
export async function openSession({ userId, address, userAgent, now }: Opening): Promise<string> {
  const token = newToken()
  const person: Person = { kind: 'person', userId, email: '', name: '', sessionId: null }
  await withActor(person, ({ tx }) =>
    tx.session.create({
      data: {
        userId,
        tokenHash: hashToken(token),
        address,
        userAgent: userAgent?.slice(0, 400) ?? null,
        createdAt: now,
        expiresAt: new Date(now.getTime() + sessionSeconds * 1000),
      },
      select: { id: true },
    }),
  )
  return token
}
