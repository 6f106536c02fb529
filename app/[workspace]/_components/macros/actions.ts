'use server'

import { act } from '@/lib/api/actions'
import { macros } from '@/lib/macros/procedures'

export async function saveMacro(slug: string, id: string | null, input: Record<string, unknown>) {
  return id ? act(macros.edit, slug, { id, ...input }) : act(macros.add, slug, input)
}

export async function removeMacro(slug: string, id: string) {
  return act(macros.remove, slug, { id })
}
