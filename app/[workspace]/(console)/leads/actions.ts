'use server'

import { act } from '@/lib/api/actions'
import { calls } from '@/lib/calls/procedures'
import { leads } from '@/lib/leads/procedures'
import { savedViews } from '@/lib/saved-views/procedures'

export async function registerLead(slug: string, input: unknown) {
  return act(leads.register, slug, input)
}

export async function editLead(slug: string, input: unknown) {
  return act(leads.edit, slug, input)
}

export async function moveLead(slug: string, input: unknown) {
  return act(leads.move, slug, input)
}

export async function previewWin(slug: string, id: string, projectValue: number) {
  return act(leads.previewWin, slug, { id, projectValue })
}

export async function shareLead(slug: string, input: unknown) {
  return act(leads.share, slug, input)
}

export async function refundLead(slug: string, input: unknown) {
  return act(leads.refund, slug, input)
}

export async function previewRefund(slug: string, id: string, amount: number) {
  return act(leads.previewRefund, slug, { id, amount })
}

export async function logCall(slug: string, input: unknown) {
  return act(calls.log, slug, input)
}

export async function removeCall(slug: string, id: string) {
  return act(calls.remove, slug, { id })
}

export async function earlierCalls(slug: string, leadId: string, cursor: string) {
  return act(calls.ofLead, slug, { leadId, cursor, limit: 20 })
}

export async function extendProtection(slug: string, id: string, reason: string) {
  return act(leads.extend, slug, { id, reason })
}

/** The lead as it is now, for whoever edited an older one. */
export async function findLead(slug: string, id: string) {
  return act(leads.find, slug, { id })
}

export async function saveView(slug: string, input: unknown) {
  return act(savedViews.save, slug, input)
}

export async function deleteView(slug: string, id: string) {
  return act(savedViews.delete, slug, { id })
}
