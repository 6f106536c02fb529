import { decode } from 'next-auth/jwt'
import { env } from '../env'

/** On https the `__Host-` prefix ties the cookie to this very host. */
export const secureCookies = () => env.appUrl.startsWith('https://')
export const sessionCookie = () => (secureCookies() ? '__Host-tandem.session' : 'tandem.session')
export const deviceCookie = () => (secureCookies() ? '__Host-tandem.device' : 'tandem.device')

export const cookieOptions = () => ({
  httpOnly: true,
  sameSite: 'lax' as const,
  path: '/',
  secure: secureCookies(),
})

type Opened = { token: string; until: number }

// What a cookie holds never changes, and opening one costs more than the rest of the check. Whether
// the session still lives is asked of the database every time.
const opened = new Map<string, Opened>()
const most = 2000

/** The session token inside next-auth's cookie; undefined when it is not ours or too old. */
export async function readSessionCookie(cookie: string | undefined): Promise<string | undefined> {
  if (!cookie) return undefined
  let found = opened.get(cookie)
  if (!found) {
    const options = { token: cookie, secret: env.authSecret, salt: sessionCookie() }
    const claims = await decode(options).catch(() => null)
    if (typeof claims?.sessionToken !== 'string' || !claims.exp) return undefined
    found = { token: claims.sessionToken, until: claims.exp * 1000 }
    if (opened.size >= most) opened.delete(opened.keys().next().value as string)
    opened.set(cookie, found)
  }
  return found.until > Date.now() ? found.token : undefined
}
