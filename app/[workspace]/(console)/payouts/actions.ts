'use server'

import { act } from '@/lib/api/actions'
import { payouts } from '@/lib/payouts/procedures'
import { payoutFiles, payoutRuns } from '@/lib/payouts/procedures/sending'

export async function createRun(slug: string, input: unknown) {
  return act(payouts.create, slug, input)
}

export async function approvePayout(slug: string, id: string) {
  return act(payouts.approve, slug, { id })
}

export async function payPayout(slug: string, id: string, reference: unknown) {
  return act(payouts.pay, slug, { id, reference })
}

export async function retryPayout(slug: string, id: string, provider: unknown) {
  return act(payouts.retry, slug, { id, provider })
}

export async function askProvider(slug: string, id: string) {
  return act(payouts.reconcile, slug, { id })
}

export async function settlePayout(slug: string, id: string, values: Record<string, unknown>) {
  return act(payouts.settle, slug, { ...values, id })
}

export async function approveRun(slug: string, id: string) {
  return act(payoutRuns.approve, slug, { id })
}

export async function sendRun(slug: string, id: string, provider: unknown) {
  return act(payoutRuns.send, slug, { id, provider })
}

export async function retryRun(slug: string, id: string, provider: unknown) {
  return act(payoutRuns.retry, slug, { id, provider })
}

export async function askProviders(slug: string, id: string) {
  return act(payoutRuns.reconcile, slug, { id })
}

export async function cancelRun(slug: string, id: string, reason: string) {
  return act(payoutRuns.cancel, slug, { id, reason })
}

export async function confirmFile(slug: string, id: string, reason: string) {
  return act(payoutFiles.confirm, slug, { id, reason })
}

export async function cancelPayout(slug: string, id: string, reason: string) {
  return act(payouts.cancel, slug, { id, reason })
}
