import { cookies } from 'next/headers'
import type { SignedIn } from '@/lib/accounts/schema'
import * as auth from '@/lib/auth/next-auth'
import { cookieOptions, deviceCookie } from '@/lib/auth/session-cookie'

const year = 365 * 86_400

/** The mark of a browser that has signed in before. */
export const readDevice = async () => (await cookies()).get(deviceCookie())?.value

/** Gives the browser the session that was just opened, and the mark that it knows its way in. */
export async function keepSignedIn({ token, device }: SignedIn) {
  await auth.signIn('credentials', { token, redirect: false })
  const store = await cookies()
  store.set(deviceCookie(), device, { ...cookieOptions(), maxAge: year })
}

export const forgetSignedIn = () => auth.signOut({ redirect: false })
