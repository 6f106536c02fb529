'use server'

import { redirect } from 'next/navigation'
import { accounts, apiKeys } from '@/lib/accounts/procedures'
import { act } from '@/lib/api/actions'
import { forgetSignedIn } from '../(auth)/cookies'

type Values = Record<string, unknown>

export async function editProfile(values: Values) {
  return act(accounts.editProfile, undefined, values)
}

export async function changePassword(values: Values) {
  return act(accounts.changePassword, undefined, values)
}

export async function revokeSession(id: string) {
  return act(accounts.revokeSession, undefined, { id })
}

export async function signOutEverywhere() {
  const [error] = await act(accounts.signOutEverywhere, undefined, {})
  if (error) return [error, undefined] as const
  await forgetSignedIn()
  redirect('/sign-in')
}

export async function createApiKey(slug: string, values: Values) {
  return act(apiKeys.create, slug, values)
}

export async function revokeApiKey(slug: string, id: string) {
  return act(apiKeys.revoke, slug, { id })
}
