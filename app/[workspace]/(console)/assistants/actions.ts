'use server'

import { act } from '@/lib/api/actions'
import { assistants } from '@/lib/assistants/procedures'

type Values = Record<string, unknown>

export async function inviteAssistant(slug: string, values: Values) {
  return act(assistants.invite, slug, values)
}

export async function editAssistant(slug: string, id: string, values: Values) {
  return act(assistants.edit, slug, { ...values, id })
}

export async function moveAssistant(
  slug: string,
  id: string,
  to: 'resend' | 'revoke' | 'takeOut' | 'bringBack',
) {
  const moves = {
    resend: assistants.resend,
    revoke: assistants.revoke,
    takeOut: assistants.takeOut,
    bringBack: assistants.bringBack,
  }
  return act(moves[to] ?? assistants.resend, slug, { id })
}

export async function addLeave(slug: string, id: string, values: Values) {
  return act(assistants.addLeave, slug, { ...values, id })
}

export async function removeLeave(slug: string, id: string, leaveId: string) {
  return act(assistants.removeLeave, slug, { id, leaveId })
}
