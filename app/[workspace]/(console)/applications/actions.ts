'use server'

import { act } from '@/lib/api/actions'
import { applications } from '@/lib/applications/procedures'

export async function openApplication(slug: string, id: string) {
  return act(applications.open, slug, { id })
}

export async function approveApplication(slug: string, id: string) {
  return act(applications.approve, slug, { id })
}

export async function rejectApplication(slug: string, id: string, reason: string) {
  return act(applications.reject, slug, { id, reason })
}

export async function noteApplication(slug: string, id: string, notes: unknown) {
  return act(applications.note, slug, { id, notes })
}

export async function reviewMany(slug: string, input: unknown) {
  return act(applications.reviewMany, slug, input)
}
