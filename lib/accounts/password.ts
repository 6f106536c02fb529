import { sql } from 'kysely'
import { v7 } from 'uuid'
import type { z } from 'zod'
import type { ActionContext } from '../api/context'
import { type Actor, asPerson, type Member, type Person } from '../auth/actor'
import { rememberDevice } from '../auth/device'
import { hashToken } from '../auth/link-token'
import { hashPassword } from '../auth/password'
import { refuseGuessable } from '../auth/password-rules'
import { giveBack, spend, spendOrRefuse } from '../auth/rate-limits'
import { openSession } from '../auth/session'
import { readAs, withActor } from '../db/with-actor'
import { AppError } from '../errors'
import { enqueue } from '../jobs/enqueue'
import type * as schema from './schema'
import { checkPassword } from './sign-in'

const visitor = { kind: 'visitor', address: '' } as const

/** The new password ends every other session of the person. */
export async function changePassword(
  { actor, now }: ActionContext<Person | Member>,
  { current, password }: z.output<typeof schema.passwordChange>,
) {
  const { sessionId, userId, email, name } = actor
  if (!sessionId) {
    throw new AppError('forbidden', 'A password is changed by signing in, not with an API key.')
  }
  const device = `${email}:${sessionId}`
  await spendOrRefuse('signInDevice', device)
  if (!(await checkPassword(email, current))) {
    throw new AppError('invalid', 'The password was not changed.', {
      current: 'This is not your current password.',
    })
  }
  await giveBack('signInDevice', device)
  refuseGuessable(password, { email, name })
  const passwordHash = await hashPassword(password)
  await withActor(asPerson(actor), async ({ db }) => {
    await db.updateTable('users').set({ passwordHash }).where('id', '=', userId).execute()
    await db
      .updateTable('sessions')
      .set({ revokedAt: now })
      .where('userId', '=', userId)
      .where('id', '<>', sessionId)
      .where('revokedAt', 'is', null)
      .execute()
  })
}

/**
 * The same answer and the same work whether or not the address has an account: the job looks it
 * up. Past the allowance of an account no further mail is sent; its last link is still good.
 */
export async function requestReset(
  { address }: ActionContext<Actor>,
  { email }: z.output<typeof schema.resetRequest>,
) {
  await spendOrRefuse('resetAddress', address, 'requests')
  const { ok } = await spend('resetAccount', email)
  if (!ok) return
  await withActor(visitor, ({ db }) =>
    enqueue(db, 'mail.password-reset', { email, requestId: v7() }),
  )
}

type Reset = { state: 'open' | 'used' | 'expired'; email: string; name: string }

async function findReset(token: string, now: Date): Promise<Reset | undefined> {
  const { rows } = await readAs(visitor, (db) =>
    sql<Reset>`select * from password_reset_by_token(${hashToken(token)}, ${now}::timestamptz)`.execute(
      db,
    ),
  )
  return rows[0]
}

export async function resetState(
  { address, now }: ActionContext<Actor>,
  token: string,
): Promise<z.input<typeof schema.resetState>> {
  await spendOrRefuse('linkAddress', address)
  const found = await findReset(token, now)
  return { state: found?.state ?? 'unknown', email: found?.email ?? null }
}

const dead = () =>
  new AppError('conflict', 'This link was used already or has expired. Please ask for a new one.')

/** Works once. Whoever holds the link is signed in, whatever others have tried meanwhile. */
export async function finishReset(
  { address, userAgent, now }: ActionContext<Actor>,
  { token, password, device }: z.output<typeof schema.reset>,
): Promise<schema.SignedIn> {
  await spendOrRefuse('linkAddress', address)
  const found = await findReset(token, now)
  if (found?.state !== 'open') throw dead()
  refuseGuessable(password, found)
  const hash = await hashPassword(password)
  const { rows } = await withActor(visitor, ({ db }) =>
    sql<{ userId: string | null }>`
      select finish_password_reset(${hashToken(token)}, ${hash}, ${now}::timestamptz) as user_id`.execute(
      db,
    ),
  )
  const userId = rows[0]?.userId
  if (!userId) throw dead()
  const opened = await openSession({ userId, address, userAgent, now })
  return { token: opened, device: rememberDevice(device, found.email) }
}
