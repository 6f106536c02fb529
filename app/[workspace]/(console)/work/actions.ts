'use server'

import { act } from '@/lib/api/actions'
import { routing } from '@/lib/routing/procedures'
import type { WorkSelection } from '@/lib/routing/schema'

export async function assignTask(slug: string, input: unknown) {
  return act(routing.assign, slug, input)
}

export async function unassignTask(slug: string, id: string) {
  return act(routing.unassign, slug, { id })
}

/** Those chosen, or all that a list shows. */
type Target = { ids: readonly string[] } | { filter: WorkSelection }

export async function assignTasks(slug: string, target: Target, vaId: string) {
  return act(routing.assignMany, slug, { ...target, vaId })
}

export async function prioritiseTasks(slug: string, target: Target, priority: number) {
  return act(routing.prioritise, slug, { ...target, priority })
}

export async function cancelTask(slug: string, id: string, reason: string) {
  return act(routing.cancel, slug, { id, reason })
}

export async function noteOnTask(slug: string, id: string, note: string) {
  return act(routing.note, slug, { id, note })
}
