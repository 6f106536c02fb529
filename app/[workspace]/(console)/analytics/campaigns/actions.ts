'use server'

import { act } from '@/lib/api/actions'
import { metrics } from '@/lib/metrics/procedures'

export async function setCost(slug: string, values: Record<string, unknown>) {
  return act(metrics.setCampaignCost, slug, values)
}
