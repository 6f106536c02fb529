'use server'

import { act } from '@/lib/api/actions'
import { payouts } from '@/lib/payouts/procedures'

export async function createRun(slug: string, input: unknown) {
  return act(payouts.create, slug, input)
}

export async function approvePayout(slug: string, id: string) {
  return act(payouts.approve, slug, { id })
}

export async function payPayout(slug: string, id: string, reference: unknown) {
  return act(payouts.pay, slug, { id, reference })
}

export async function cancelPayout(slug: string, id: string, reason: string) {
  return act(payouts.cancel, slug, { id, reason })
}
