import { CompiledQuery } from 'kysely'
import {
  type IRateLimiterPostgresOptions,
  RateLimiterPostgres,
  RateLimiterRes,
} from 'rate-limiter-flexible'
import { withActor } from '../db/with-actor'
import { AppError } from '../errors'
import { keyed } from './tokens'

/** The library's statements, each in a transaction of its own: what was counted stays counted. */
const storeClient = {
  query: ({ text, values }: { text: string; values: unknown[] }) =>
    withActor({ kind: 'visitor', address: '' }, ({ db }) =>
      db.executeQuery(CompiledQuery.raw(text, values)),
    ),
}

const limiter = (keyPrefix: string, points: number, minutes: number) => {
  const options: IRateLimiterPostgresOptions = {
    storeClient,
    storeType: 'client',
    schemaName: 'limits',
    tableName: 'rate_limits',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix,
    points,
    duration: minutes * 60,
  }
  return new RateLimiterPostgres(options)
}

/** How much each may do in how many minutes. Failures alone count against signing in. */
const limiters = {
  signInDevice: limiter('sign-in-device', 10, 15),
  signInAccount: limiter('sign-in-account', 10, 15),
  signInAddress: limiter('sign-in-address', 50, 15),
  resetAccount: limiter('reset-account', 5, 60),
  resetAddress: limiter('reset-address', 30, 60),
  linkAddress: limiter('link-address', 60, 15),
  applicationAddress: limiter('application-address', 60, 60),
  visitAddress: limiter('visit-address', 600, 60),
}
export type Limit = keyof typeof limiters

const stored = (limit: Limit, key: string) => keyed(limit, key)

const inMinutes = (ms: number) => {
  const minutes = Math.max(1, Math.ceil(ms / 60_000))
  return minutes === 1 ? 'a minute' : `${minutes} minutes`
}

/** Counts one try. False says that the allowance is used up; `wait` when it comes back. */
export async function spend(
  limit: Limit,
  key: string,
): Promise<{ ok: true } | { ok: false; wait: string }> {
  try {
    await limiters[limit].consume(stored(limit, key))
    return { ok: true }
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused
    return { ok: false, wait: inMinutes(refused.msBeforeNext) }
  }
}

/** The same, refusing with a sentence. */
export async function spendOrRefuse(limit: Limit, key: string, what = 'tries') {
  const spent = await spend(limit, key)
  if (!spent.ok) {
    throw new AppError('rate_limited', `Too many ${what} from here. Please wait ${spent.wait}.`)
  }
}

/** Takes one try back, for those that turned out well. */
export const giveBack = (limit: Limit, key: string) =>
  limiters[limit].reward(stored(limit, key), 1).then(() => {})
