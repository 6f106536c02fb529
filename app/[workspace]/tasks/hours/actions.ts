'use server'

import { redirect } from 'next/navigation'
import { act } from '@/lib/api/actions'
import { self } from '@/lib/assistants/procedures/self'

type Values = Record<string, unknown>

export async function saveSelf(slug: string, values: Values) {
  return act(self.edit, slug, values)
}

export async function confirmSelf(slug: string, values: Values) {
  const [error] = await act(self.edit, slug, values)
  if (error) return [error, undefined] as const
  redirect(`/${slug}/tasks`)
}

export async function addOwnLeave(slug: string, values: Values) {
  return act(self.addLeave, slug, values)
}

export async function removeOwnLeave(slug: string, leaveId: string) {
  return act(self.removeLeave, slug, { leaveId })
}
