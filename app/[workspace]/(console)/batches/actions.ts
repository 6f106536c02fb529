'use server'

import { act } from '@/lib/api/actions'
import { batches } from '@/lib/batches/procedures'

const steps = { pause: batches.pause, resume: batches.resume, cancel: batches.cancel }

export async function createBatch(slug: string, input: unknown) {
  return act(batches.create, slug, input)
}

export async function steerBatch(slug: string, step: keyof typeof steps, id: string) {
  return act(steps[step] ?? batches.pause, slug, { id })
}

export async function retryFailed(slug: string, id: string, itemIds?: string[]) {
  return act(batches.retryFailed, slug, { id, itemIds })
}

export async function editBatch(slug: string, input: unknown) {
  return act(batches.edit, slug, input)
}

export async function replaceItem(slug: string, input: unknown) {
  return act(batches.replace, slug, input)
}
