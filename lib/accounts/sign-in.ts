import { sql } from 'kysely'
import type { z } from 'zod'
import type { ActionContext } from '../api/context'
import { type Actor, asPerson, type Member, type Person } from '../auth/actor'
import { knownDevice, rememberDevice } from '../auth/device'
import { verifyPassword } from '../auth/password'
import { openSession } from '../auth/session'
import { countSignIn } from '../auth/sign-in-limits'
import { readAs, withActor } from '../db/with-actor'
import { AppError } from '../errors'
import type * as schema from './schema'

type Account = { userId: string; passwordHash: string | null }

/** The account of an address and whether this is its password; both questions take their time. */
export async function checkPassword(email: string, password: string) {
  const { rows } = await readAs({ kind: 'visitor', address: '' }, (db) =>
    sql<Account>`select * from find_sign_in(${email})`.execute(db),
  )
  const matches = await verifyPassword(rows[0]?.passwordHash, password)
  return matches ? (rows[0] as Account) : null
}

export async function signIn(
  ctx: ActionContext<Actor>,
  { email, password, device }: z.output<typeof schema.signIn>,
): Promise<schema.SignedIn> {
  const { address, userAgent, now } = ctx
  const takeBack = await countSignIn({ email, address, device: knownDevice(device, email) })
  const account = await checkPassword(email, password)
  if (!account) {
    const message = 'This e-mail and password do not go together.'
    throw new AppError('unauthenticated', message)
  }
  await takeBack()
  const token = await openSession({ userId: account.userId, address, userAgent, now })
  return { token, device: rememberDevice(device, email) }
}

type Revocation = { except?: string | null; only?: string | null }

/** Ends sessions of the asking person; each stops on its next request. */
export const endSessions = (
  ctx: ActionContext<Person | Member>,
  { except, only }: Revocation,
): Promise<number> =>
  withActor(asPerson(ctx.actor), async ({ tx }) => {
    const { count } = await tx.session.updateMany({
      where: {
        userId: ctx.actor.userId,
        revokedAt: null,
        id: { ...(only && { equals: only }), ...(except && { not: except }) },
      },
      data: { revokedAt: ctx.now },
    })
    return count
  })
