'use server'

import { redirect } from 'next/navigation'
import { accounts } from '@/lib/accounts/procedures'
import { act } from '@/lib/api/actions'
import { invitations } from '@/lib/members/procedures'
import { forgetSignedIn, keepSignedIn, readDevice } from './cookies'
import { safePath } from './safe-path'

type Values = Record<string, unknown>

export async function signIn(next: string, values: Values) {
  const input = { ...values, device: await readDevice() }
  const [error, session] = await act(accounts.signIn, undefined, input)
  if (error) return [error, undefined] as const
  await keepSignedIn(session)
  redirect(safePath(next))
}

export async function signOut() {
  await act(accounts.signOut, undefined, {})
  await forgetSignedIn()
  redirect('/sign-in')
}

/** Leaves this account to go on with another, at the same place. */
export async function switchAccount(next: string, email: string) {
  await act(accounts.signOut, undefined, {})
  await forgetSignedIn()
  redirect(`/sign-in?${new URLSearchParams({ next: safePath(next), email })}`)
}

export async function requestReset(values: Values) {
  return act(accounts.requestReset, undefined, values)
}

export async function finishReset(token: string, values: Values) {
  const input = { ...values, token, device: await readDevice() }
  const [error, session] = await act(accounts.finishReset, undefined, input)
  if (error) return [error, undefined] as const
  await keepSignedIn(session)
  redirect('/')
}

export async function join(token: string, values: Values) {
  const input = { ...values, token, device: await readDevice() }
  const [error, session] = await act(invitations.join, undefined, input)
  if (error) return [error, undefined] as const
  await keepSignedIn(session)
  redirect(`/${session.workspace}`)
}

export async function acceptInvitation(token: string) {
  const [error, joined] = await act(invitations.accept, undefined, { token })
  if (error) return [error, undefined] as const
  redirect(`/${joined.workspace}`)
}
