'use server'

import { actions } from '@/lib/actions/procedures'
import { act } from '@/lib/api/actions'
import { billing } from '@/lib/billing/procedures'
import { area } from '@/lib/customers/procedures/area'

export async function editProfile(slug: string, input: unknown) {
  return act(area.editProfile, slug, input)
}

export async function editBusiness(slug: string, patch: Record<string, unknown>) {
  return act(area.editBusiness, slug, patch)
}

export async function answerQuestion(slug: string, id: string, input: Record<string, unknown>) {
  return act(actions.answer, slug, { ...input, id })
}

export async function startCheckout(slug: string, input: unknown) {
  return act(billing.ownCheckout, slug, input)
}
