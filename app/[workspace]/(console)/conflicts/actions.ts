'use server'

import { act } from '@/lib/api/actions'
import { conflicts } from '@/lib/leads/procedures/conflicts'

export async function ruleConflict(slug: string, id: string, ruling: string, reason: string) {
  return act(conflicts.rule, slug, { id, ruling, reason })
}
