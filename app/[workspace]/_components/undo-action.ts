'use server'

import { act } from '@/lib/api/actions'
import { operations } from '@/lib/operations/procedures'

export async function undoOperation(slug: string, id: string, reason: string) {
  return act(operations.undo, slug, { id, reason })
}
