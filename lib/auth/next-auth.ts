import NextAuth from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { env } from '../env'
import { resolveSession, sessionSeconds } from './session'
import { cookieOptions, sessionCookie } from './session-cookie'

/**
 * next-auth keeps the cookie; who somebody is says the sessions table. A credential here is the
 * token of a session that a procedure has just opened, after a password, a reset or an invitation,
 * and the cookie carries nothing but that token.
 */
export const { handlers, signIn, signOut } = NextAuth(() => ({
  secret: env.authSecret,
  trustHost: true,
  session: { strategy: 'jwt', maxAge: sessionSeconds },
  cookies: { sessionToken: { name: sessionCookie(), options: cookieOptions() } },
  pages: { signIn: '/sign-in', error: '/sign-in' },
  providers: [
    Credentials({
      credentials: { token: {} },
      async authorize({ token }) {
        if (typeof token !== 'string') return null
        const person = await resolveSession(token, undefined)
        return person && { id: person.userId, sessionToken: token }
      },
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) =>
      user && 'sessionToken' in user ? { sessionToken: user.sessionToken } : token,
    session: ({ session }) => ({ expires: session.expires }),
  },
}))
