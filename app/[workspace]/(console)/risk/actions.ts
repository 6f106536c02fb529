'use server'

import { act } from '@/lib/api/actions'
import { risk } from '@/lib/risk/procedures'

export async function clearFlag(slug: string, id: string, reason: string) {
  return act(risk.clear, slug, { id, reason })
}

export async function confirmFlag(slug: string, id: string, reason: string) {
  return act(risk.confirm, slug, { id, reason })
}
