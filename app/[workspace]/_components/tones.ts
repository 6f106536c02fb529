import type { Tone } from '@/components/ui/badge'
import type { ApplicationStatus } from '@/lib/applications/schema'
import type { CommissionStatus } from '@/lib/commissions/schema'
import type { ConflictState } from '@/lib/leads/labels'
import type { LeadStatus } from '@/lib/leads/schema'
import type { PartnerStatus } from '@/lib/partners/schema'
import type { PayoutStatus } from '@/lib/payouts/schema'
import type { FlagStatus } from '@/lib/risk/labels'

/** Colour means status: one table for every screen. */
export const leadTones: Record<LeadStatus, Tone> = {
  prospect: 'neutral',
  qualified: 'info',
  proposal_sent: 'info',
  negotiating: 'warning',
  closed_won: 'success',
  closed_lost: 'danger',
}

export const commissionTones: Record<CommissionStatus, Tone> = {
  pending: 'warning',
  approved: 'info',
  on_hold: 'neutral',
  paid: 'success',
  rejected: 'danger',
  reversed: 'danger',
}

export const payoutTones: Record<PayoutStatus, Tone> = {
  draft: 'neutral',
  approved: 'info',
  processing: 'warning',
  paid: 'success',
  failed: 'danger',
  unknown: 'warning',
  cancelled: 'danger',
}

export const partnerTones: Record<PartnerStatus, Tone> = {
  active: 'success',
  suspended: 'warning',
  banned: 'danger',
  inactive: 'neutral',
}

export const applicationTones: Record<ApplicationStatus, Tone> = {
  pending: 'warning',
  under_review: 'info',
  approved: 'success',
  rejected: 'danger',
}

export const conflictTones: Record<ConflictState, Tone> = {
  open: 'warning',
  ruled: 'success',
  lapsed: 'neutral',
}

export const flagTones: Record<FlagStatus, Tone> = {
  open: 'warning',
  cleared: 'success',
  confirmed: 'danger',
}
