'use server'

import { act } from '@/lib/api/actions'
import { commissions } from '@/lib/commissions/procedures'

export async function approveCommission(slug: string, id: string) {
  return act(commissions.approve, slug, { id })
}

export async function approveCommissions(slug: string, target: unknown) {
  return act(commissions.approveMany, slug, target)
}

export async function rejectCommissions(slug: string, ids: readonly string[], reason: string) {
  return act(commissions.rejectMany, slug, { ids: [...ids], reason })
}

export async function holdCommission(slug: string, id: string, reason: string) {
  return act(commissions.hold, slug, { id, reason })
}

export async function releaseCommission(slug: string, id: string, reason: string) {
  return act(commissions.release, slug, { id, reason })
}

export async function adjustCommission(slug: string, id: string, values: Record<string, unknown>) {
  return act(commissions.adjust, slug, { ...values, id })
}

export async function rejectCommission(slug: string, id: string, reason: string) {
  return act(commissions.reject, slug, { id, reason })
}
