import { sql } from 'kysely'
import type { z } from 'zod'
import type { SignedIn } from '../accounts/schema'
import type { ActionContext } from '../api/context'
import type { Actor, Member, Person } from '../auth/actor'
import { rememberDevice } from '../auth/device'
import { hashToken } from '../auth/link-token'
import { hashPassword } from '../auth/password'
import { refuseGuessable } from '../auth/password-rules'
import type { Role } from '../auth/permissions'
import { spendOrRefuse } from '../auth/rate-limits'
import { openSession } from '../auth/session'
import { readAs, withActor } from '../db/with-actor'
import { AppError } from '../errors'
import type * as schema from './schema'

const visitor = { kind: 'visitor', address: '' } as const

type Found = {
  email: string
  role: Role
  workspaceSlug: string
  workspaceName: string
  state: 'open' | 'accepted' | 'revoked' | 'expired'
  hasAccount: boolean
}

async function find(token: string, now: Date): Promise<Found | undefined> {
  const { rows } = await readAs(visitor, (db) =>
    sql<Found>`select * from invitation_by_token(${hashToken(token)}, ${now}::timestamptz)`.execute(
      db,
    ),
  )
  return rows[0]
}

const unknown = {
  state: 'unknown',
  email: '',
  role: 'customer',
  workspace: { slug: '', name: '' },
  hasAccount: false,
} as const

/** What the page behind a link shows. */
export async function viewInvitation(
  { address, now }: ActionContext<Actor>,
  token: string,
): Promise<schema.InvitationView> {
  await spendOrRefuse('linkAddress', address)
  const found = await find(token, now)
  if (!found) return unknown
  const { workspaceSlug: slug, workspaceName: name, ...view } = found
  return { ...view, workspace: { slug, name } }
}

const refusals = {
  accepted: 'This invitation was accepted already. Sign in to go on.',
  revoked: 'This invitation was taken back. Please ask for a new one.',
  expired: 'This invitation has expired. Please ask for a new one.',
  unknown: 'This link is not one of ours. Please copy it whole from the mail.',
}

type Acceptance = {
  token: string
  userId?: string
  name?: string
  passwordHash?: string
  now: Date
}

/** Joins, once; of two at the same moment the second finds the invitation accepted. */
async function accept({ token, userId, name, passwordHash, now }: Acceptance) {
  const { rows } = await withActor(visitor, ({ db }) =>
    sql<{ userId: string; workspaceSlug: string }>`
      select * from accept_invitation(${hashToken(token)}, ${userId ?? null}::uuid, ${name ?? null},
        ${passwordHash ?? null}, ${now}::timestamptz)`.execute(db),
  )
  const [joined] = rows
  if (joined) return joined
  const state = (await find(token, now))?.state ?? 'unknown'
  if (state !== 'open') throw new AppError('conflict', refusals[state])
  throw new AppError(
    'conflict',
    'This invitation is for another account. Please sign in as that one.',
  )
}

/** A person without an account makes one, and is signed in. */
export async function joinAnew(
  { address, userAgent, now }: ActionContext<Actor>,
  { token, name, password, device }: z.output<typeof schema.joining>,
): Promise<SignedIn & { workspace: string }> {
  await spendOrRefuse('linkAddress', address)
  const found = await find(token, now)
  if (found?.state !== 'open') throw new AppError('conflict', refusals[found?.state ?? 'unknown'])
  if (found.hasAccount) {
    throw new AppError('conflict', `${found.email} has an account. Please sign in to join.`)
  }
  refuseGuessable(password, { email: found.email, name, workspace: found.workspaceName })
  const passwordHash = await hashPassword(password)
  const { userId, workspaceSlug } = await accept({ token, name, passwordHash, now })
  const opened = await openSession({ userId, address, userAgent, now })
  return { token: opened, device: rememberDevice(device, found.email), workspace: workspaceSlug }
}

/** Whoever is signed in joins with their account. */
export async function joinSignedIn(
  { actor, address, now }: ActionContext<Person | Member>,
  token: string,
) {
  await spendOrRefuse('linkAddress', address)
  if (!actor.sessionId) {
    throw new AppError('forbidden', 'An invitation is accepted by signing in, not with an API key.')
  }
  const { workspaceSlug } = await accept({ token, userId: actor.userId, now })
  return { workspace: workspaceSlug }
}
