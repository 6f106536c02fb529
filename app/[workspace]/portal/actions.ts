'use server'

import { act } from '@/lib/api/actions'
import { leads } from '@/lib/leads/procedures'
import { portal } from '@/lib/portal/procedures'

export async function registerLead(slug: string, input: unknown) {
  return act(leads.register, slug, input)
}

export async function editLead(slug: string, input: unknown) {
  return act(leads.edit, slug, input)
}

export async function extendProtection(slug: string, id: string, reason: string) {
  return act(leads.extend, slug, { id, reason })
}

/** The lead as it is now, for whoever edited an older one. */
export async function findLead(slug: string, id: string) {
  return act(leads.find, slug, { id })
}

export async function editProfile(slug: string, input: unknown) {
  return act(portal.editProfile, slug, input)
}

export async function savePayoutDetails(slug: string, input: unknown) {
  return act(portal.savePayoutDetails, slug, input)
}

export async function changePayoutCurrency(slug: string, input: unknown) {
  return act(portal.changePayoutCurrency, slug, input)
}
