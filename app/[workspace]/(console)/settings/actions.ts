'use server'

import { act } from '@/lib/api/actions'
import { browserKeys, events } from '@/lib/capture/procedures'
import { rates } from '@/lib/currencies/procedures'
import { invitations, members } from '@/lib/members/procedures'
import { delegations, payoutSettings } from '@/lib/payouts/procedures/sending'
import { programme } from '@/lib/programme/procedures'
import { risk } from '@/lib/risk/procedures'
import { workspace } from '@/lib/workspaces/procedures'

type Values = Record<string, unknown>

export async function saveSettings(slug: string, values: Values) {
  return act(workspace.edit, slug, values)
}

export async function adoptTerms(slug: string, input: unknown) {
  return act(programme.adopt, slug, input)
}

export async function withdrawVersion(slug: string, version: number) {
  return act(programme.withdraw, slug, { version })
}

export async function tryTerms(slug: string, input: unknown) {
  return act(programme.dryRun, slug, input)
}

export async function addCampaign(slug: string, name: string) {
  return act(programme.addCampaign, slug, { name })
}

export async function savePayoutSettings(slug: string, values: Values) {
  return act(payoutSettings.edit, slug, values)
}

export async function delegateApproval(slug: string, values: Values) {
  return act(delegations.create, slug, values)
}

export async function revokeDelegation(slug: string, id: string) {
  return act(delegations.revoke, slug, { id })
}

export async function saveLimits(slug: string, values: Values) {
  return act(risk.editLimits, slug, values)
}

export async function createBrowserKey(slug: string, values: Values) {
  return act(browserKeys.create, slug, values)
}

export async function editBrowserKey(slug: string, id: string, values: Values) {
  return act(browserKeys.edit, slug, { ...values, id })
}

export async function revokeBrowserKey(slug: string, id: string) {
  return act(browserKeys.revoke, slug, { id })
}

export async function saveEventSettings(slug: string, values: Values) {
  return act(events.editSettings, slug, values)
}

export async function invite(slug: string, values: Values) {
  return act(invitations.create, slug, values)
}

export async function resendInvitation(slug: string, id: string) {
  return act(invitations.resend, slug, { id })
}

export async function revokeInvitation(slug: string, id: string) {
  return act(invitations.revoke, slug, { id })
}

export async function changeRole(slug: string, id: string, role: string) {
  return act(members.changeRole, slug, { id, role })
}

export async function removeMember(slug: string, id: string) {
  return act(members.remove, slug, { id })
}

export async function setRate(slug: string, values: Values) {
  return act(rates.set, slug, values)
}
