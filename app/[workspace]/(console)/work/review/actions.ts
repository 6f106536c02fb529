'use server'

import { act } from '@/lib/api/actions'
import { quality } from '@/lib/quality/procedures'

export async function giveReview(slug: string, input: unknown) {
  return act(quality.review, slug, input)
}

export async function ruleOnAppeal(slug: string, input: unknown) {
  return act(quality.rule, slug, input)
}
