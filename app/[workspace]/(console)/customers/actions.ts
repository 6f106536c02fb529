'use server'

import { act } from '@/lib/api/actions'
import { billing } from '@/lib/billing/procedures'
import { customers } from '@/lib/customers/procedures'

export async function addCustomer(slug: string, input: unknown) {
  return act(customers.add, slug, input)
}

export async function makeCustomer(slug: string, input: unknown) {
  return act(customers.fromLead, slug, input)
}

export async function editCustomer(slug: string, input: unknown) {
  return act(customers.edit, slug, input)
}

export async function editBusiness(slug: string, id: string, patch: Record<string, unknown>) {
  return act(customers.editBusiness, slug, { ...patch, id })
}

export async function setArchived(slug: string, id: string, archived: boolean) {
  return act(archived ? customers.archive : customers.restore, slug, { id })
}

export async function inviteCustomer(slug: string, id: string) {
  return act(customers.invite, slug, { id })
}

export async function grantCredits(slug: string, input: unknown) {
  return act(billing.grant, slug, input)
}

export async function changeSubscription(slug: string, input: unknown) {
  return act(billing.subscribe, slug, input)
}

export async function startCheckout(slug: string, input: unknown) {
  return act(billing.checkout, slug, input)
}

export async function linkToStripe(slug: string, input: unknown) {
  return act(billing.link, slug, input)
}
