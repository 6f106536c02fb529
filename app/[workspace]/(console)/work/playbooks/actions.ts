'use server'

import { act } from '@/lib/api/actions'
import { playbooks } from '@/lib/playbooks/procedures'

export async function savePlaybook(slug: string, input: unknown) {
  return act(playbooks.save, slug, input)
}

export async function restorePlaybook(slug: string, id: string) {
  return act(playbooks.restore, slug, { id })
}
