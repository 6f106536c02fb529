import { keyed, newToken, sameText } from './tokens'

/**
 * A cookie set after a good sign-in says that this browser has known the password of an account
 * before. Such a browser has an allowance of its own, so that whoever tries passwords from
 * elsewhere cannot lock the rightful owner out. It holds one signed mark per account, newest first.
 */
const most = 4

const marksIn = (cookie: string | undefined) => (cookie ?? '').split('~').filter(Boolean)

const sign = (email: string, nonce: string) => keyed('device', `${email}:${nonce}`)

/** The name of this browser for this account; undefined when it is not known. */
export function knownDevice(cookie: string | undefined, email: string): string | undefined {
  for (const mark of marksIn(cookie).slice(0, most)) {
    const [nonce = '', signature = ''] = mark.split('.')
    if (sameText(signature, sign(email, nonce))) return nonce
  }
  return undefined
}

/** The cookie with this account's mark in it. */
export function rememberDevice(cookie: string | undefined, email: string): string {
  if (knownDevice(cookie, email)) return cookie as string
  const nonce = newToken().slice(0, 22)
  return [`${nonce}.${sign(email, nonce)}`, ...marksIn(cookie)].slice(0, most).join('~')
}
