import { call } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openMailbox } from '@/e2e/mailbox'
import { asking, asOwner, closeOwner, goodPassword, jobs, makePerson, visitor } from '@/e2e/people'
import { hashToken, linkToken } from '../auth/link-token'
import { resolveSession } from '../auth/session'
import { closeConnections } from '../db/client'
import { mailPasswordReset } from '../mail/jobs'
import { closeTransport } from '../mail/transport'
import { accounts } from './procedures'

type Account = Awaited<ReturnType<typeof makePerson>>

let mailbox: Awaited<ReturnType<typeof openMailbox>>

let hops = 0
/** A caller of their own, so that tests do not use up each other's allowance. */
const stranger = () => asking(visitor, { address: `198.51.100.${++hops}` })

const signIn = (email: string, password: string, device?: string, context = stranger()) =>
  call(accounts.signIn, { email, password, device }, { context })

const personOf = async (token: string) => {
  const actor = await resolveSession(token, undefined)
  if (!actor) throw new Error('not signed in')
  return asking(actor)
}

beforeAll(async () => {
  mailbox = await openMailbox()
})

afterAll(async () => {
  closeTransport()
  await mailbox.close()
  await closeConnections()
  await closeOwner()
})

describe('signing in', () => {
  let ada: Account
  beforeAll(async () => {
    ada = await makePerson()
  })

  it('opens a session that knows who asks, and keeps no token in clear', async () => {
    const { token } = await signIn(ada.email.toUpperCase(), goodPassword)
    expect(await resolveSession(token, undefined)).toMatchObject({ kind: 'person', ...ada })
    const rows = await asOwner('select 1 from sessions where token_hash = $1', [token])
    expect(rows).toHaveLength(0)
  })

  it('takes the same characters however they were typed', async () => {
    await expect(signIn(ada.email, goodPassword.normalize('NFD'))).resolves.toBeTruthy()
  })

  it('answers an unknown address and a wrong password alike, and verifies a hash for both', async () => {
    const wrong = await signIn(ada.email, 'not the password').catch((error) => error)
    const unknown = await signIn('nobody@example.com', 'not the password').catch((error) => error)
    const invited = await signIn((await makePerson(null)).email, 'x').catch((error) => error)
    expect(wrong).toMatchObject({ code: 'unauthenticated', status: 401 })
    expect(unknown.toJSON()).toEqual(wrong.toJSON())
    expect(invited.toJSON()).toEqual(wrong.toJSON())
  })

  it('stops a session on its next request once it is revoked', async () => {
    const [here, there] = [
      await signIn(ada.email, goodPassword),
      await signIn(ada.email, goodPassword),
    ]
    const context = await personOf(here.token)
    const sessions = await call(accounts.sessions, {}, { context })
    expect(sessions.find((session) => session.current)?.device).toBe('Chrome on Linux')
    const other = await personOf(there.token)
    if (other.actor.kind !== 'person') throw new Error('not a person')
    await call(accounts.revokeSession, { id: other.actor.sessionId as string }, { context })
    expect(await resolveSession(there.token, undefined)).toBeNull()
    expect(await resolveSession(here.token, undefined)).not.toBeNull()
    await call(accounts.signOutEverywhere, {}, { context })
    expect(await resolveSession(here.token, undefined)).toBeNull()
  })

  it('ends nobody else’s session', async () => {
    const eve = await makePerson()
    const [mine, theirs] = [
      await signIn(ada.email, goodPassword),
      await signIn(eve.email, goodPassword),
    ]
    const target = (await personOf(theirs.token)).actor
    if (target.kind !== 'person') throw new Error('not a person')
    const attempt = call(
      accounts.revokeSession,
      { id: target.sessionId as string },
      { context: await personOf(mine.token) },
    )
    await expect(attempt).rejects.toMatchObject({ code: 'not_found' })
    expect(await resolveSession(theirs.token, undefined)).not.toBeNull()
  })

  it('ends with time', async () => {
    const { token } = await signIn(ada.email, goodPassword)
    expect(
      await resolveSession(token, undefined, new Date(Date.now() + 31 * 86_400_000)),
    ).toBeNull()
  })
})

describe('rate limits', () => {
  it('stop guessing at an account, counted alike when it does not exist', async () => {
    const ada = await makePerson()
    for (const email of [ada.email, `${crypto.randomUUID()}@example.com`]) {
      const tries = await Promise.allSettled(
        Array.from({ length: 16 }, () => signIn(email, 'not the password')),
      )
      const codes = tries.map((one) => (one.status === 'rejected' ? one.reason.code : 'in'))
      expect(codes.filter((code) => code === 'unauthenticated')).toHaveLength(10)
      expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(6)
    }
  })

  it('let the rightful owner in with a known browser, or by a reset', async () => {
    const ada = await makePerson()
    const { device } = await signIn(ada.email, goodPassword)
    for (let i = 0; i < 11; i++) await signIn(ada.email, 'not the password').catch(() => {})
    await expect(signIn(ada.email, goodPassword)).rejects.toMatchObject({ code: 'rate_limited' })
    await expect(signIn(ada.email, goodPassword, device)).resolves.toBeTruthy()
    const eve = await makePerson()
    const stolen = await signIn(eve.email, goodPassword)
    await expect(signIn(ada.email, goodPassword, stolen.device)).rejects.toMatchObject({
      code: 'rate_limited',
    })

    await call(accounts.requestReset, { email: ada.email }, { context: stranger() })
    const asked = await jobs<{ email: string; requestId: string }>('mail.password-reset')
    const job = asked.find(({ email }) => email === ada.email)
    if (!job) throw new Error('no mail was asked for')
    await mailPasswordReset(job)
    const reset = {
      token: linkToken('password-reset', job.requestId),
      password: 'neue-Wolke 42 Ofen',
    }
    const back = await call(accounts.finishReset, reset, { context: stranger() })
    await expect(signIn(ada.email, reset.password, back.device)).resolves.toBeTruthy()
  })

  it('count failures from one address over all accounts', async () => {
    const context = stranger()
    const codes = []
    for (let i = 0; i < 52; i++) {
      const email = `${crypto.randomUUID()}@example.com`
      codes.push(await signIn(email, 'x', undefined, context).catch((error) => error.code))
    }
    expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(2)
  })
})

describe('a new password', () => {
  const resetFor = async (email: string, requestId = crypto.randomUUID()) => {
    await mailPasswordReset({ email, requestId })
    return linkToken('password-reset', requestId)
  }
  const finish = (token: string, password = 'neue-Wolke 42 Ofen') =>
    call(accounts.finishReset, { token, password }, { context: stranger() })

  it('is set once per link, and ends every session', async () => {
    const ada = await makePerson()
    const { token: session } = await signIn(ada.email, goodPassword)
    const token = await resetFor(ada.email)
    const both = await Promise.allSettled([finish(token), finish(token)])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await resolveSession(session, undefined)).toBeNull()
    await expect(finish(token)).rejects.toMatchObject({ code: 'conflict' })
    await expect(signIn(ada.email, goodPassword)).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(signIn(ada.email, 'neue-Wolke 42 Ofen')).resolves.toBeTruthy()
  })

  it('is not set by an expired link', async () => {
    const token = await resetFor((await makePerson()).email)
    await asOwner(`update password_reset_tokens set expires_at = now() where token_hash = $1`, [
      hashToken(token),
    ])
    const context = stranger()
    expect(await call(accounts.resetState, { token }, { context })).toMatchObject({
      state: 'expired',
    })
    await expect(finish(token)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('may not be a guessable one, and says so at the field', async () => {
    const token = await resetFor((await makePerson()).email)
    for (const password of ['short', 'password12345', 'x'.repeat(200)]) {
      await expect(finish(token, password)).rejects.toMatchObject({
        code: 'invalid',
        data: { fields: { password: expect.any(String) } },
      })
    }
  })

  it('is asked for in the same way by those without an account; no mail leaves', async () => {
    const [ada, ghost] = [(await makePerson()).email, `${crypto.randomUUID()}@example.com`]
    for (const email of [ada, ghost]) {
      expect(await call(accounts.requestReset, { email }, { context: stranger() })).toEqual({})
    }
    await mailPasswordReset({ email: ghost, requestId: crypto.randomUUID() })
    expect(mailbox.to(ghost)).toHaveLength(0)
    const requestId = crypto.randomUUID()
    await mailPasswordReset({ email: ada, requestId })
    expect(mailbox.to(ada)[0]?.text).toContain(
      `/reset-password/${linkToken('password-reset', requestId)}`,
    )
  })

  it('is changed with the old one, and ends the other sessions', async () => {
    const ada = await makePerson()
    const [here, there] = [
      await signIn(ada.email, goodPassword),
      await signIn(ada.email, goodPassword),
    ]
    const context = await personOf(here.token)
    const change = (current: string, password: string) =>
      call(accounts.changePassword, { current, password }, { context })
    await expect(change('wrong', 'neue-Wolke 42 Ofen')).rejects.toMatchObject({
      data: { fields: { current: expect.any(String) } },
    })
    await change(goodPassword, 'neue-Wolke 42 Ofen')
    expect(await resolveSession(here.token, undefined)).not.toBeNull()
    expect(await resolveSession(there.token, undefined)).toBeNull()
  })
})
