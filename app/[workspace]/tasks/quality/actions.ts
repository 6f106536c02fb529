'use server'

import { act } from '@/lib/api/actions'
import { quality } from '@/lib/quality/procedures'

export async function objectToReview(slug: string, id: string, argument: string) {
  return act(quality.appeal, slug, { id, argument })
}
