'use server'

import { act } from '@/lib/api/actions'
import { routing } from '@/lib/routing/procedures'

export async function assignTask(slug: string, input: unknown) {
  return act(routing.assign, slug, input)
}

export async function unassignTask(slug: string, id: string) {
  return act(routing.unassign, slug, { id })
}

export async function assignTasks(slug: string, ids: readonly string[], vaId: string) {
  return act(routing.assignMany, slug, { ids: [...ids], vaId })
}

export async function prioritiseTasks(slug: string, ids: readonly string[], priority: number) {
  return act(routing.prioritise, slug, { ids: [...ids], priority })
}

export async function cancelTask(slug: string, id: string, reason: string) {
  return act(routing.cancel, slug, { id, reason })
}

export async function noteOnTask(slug: string, id: string, note: string) {
  return act(routing.note, slug, { id, note })
}
