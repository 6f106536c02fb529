import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { env } from '../env'

/** 256 random bits for a cookie. */
export const newToken = () => randomBytes(32).toString('base64url')

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

export const newApiKey = () =>
  `tdm_${Array.from({ length: 43 }, () => base62[randomInt(base62.length)]).join('')}`

/** How tokens are stored: they are random, so one round of SHA-256 is enough. */
export const hashToken = (token: string) => createHash('sha256').update(token).digest('hex')

const mac = (text: string) => createHmac('sha256', env.authSecret).update(text).digest('base64url')

/**
 * The token of a link in a mail. It follows from the row it opens, so a mail job can make it again
 * and a retry sends the same link; the row keeps only its hash.
 */
export const linkToken = (purpose: 'invitation' | 'application' | 'password-reset', id: string) =>
  mac(`link:${purpose}:${id}`)

/** A keyed digest of a name that must not be stored in clear, such as a rate limit's. */
export const obscure = (purpose: string, text: string) => mac(`${purpose}:${text}`)

export const sameText = (a: string, b: string) => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
