'use server'

import { act } from '@/lib/api/actions'
import { partners } from '@/lib/partners/procedures'

const statusDoors = {
  suspend: partners.suspend,
  ban: partners.ban,
  deactivate: partners.deactivate,
  reinstate: partners.reinstate,
}

export async function changeStatus(
  slug: string,
  to: keyof typeof statusDoors,
  id: string,
  reason: string,
) {
  return act(statusDoors[to], slug, { id, reason })
}

export async function changeTier(slug: string, input: unknown) {
  return act(partners.changeTier, slug, input)
}

export async function addPartner(slug: string, input: unknown) {
  return act(partners.add, slug, input)
}

export async function changePayoutCurrency(slug: string, input: unknown) {
  return act(partners.changePayoutCurrency, slug, input)
}
