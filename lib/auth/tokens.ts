import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { env } from '../env'

/** 256 random bits for a cookie. */
export const newToken = () => randomBytes(32).toString('base64url')

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

const letters = (length: number) =>
  Array.from({ length }, () => base62[randomInt(base62.length)]).join('')

/** As many letters as 32 random bytes need. */
export const newApiKey = () => `tdm_${letters(43)}`

/** No secret: it stands in the pages of a site. */
export const newBrowserKey = () => `tdb_${letters(24)}`

/** A keyed digest: a signature, or a name that must not be stored in clear. */
export const keyed = (purpose: string, text: string) =>
  createHmac('sha256', env.authSecret).update(`${purpose}:${text}`).digest('base64url')

export const sameText = (a: string, b: string) => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
