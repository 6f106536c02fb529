/** What leads and their stages are called. No zod here: the browser gets the words alone. */

export const leadStatuses = [
  'prospect',
  'qualified',
  'proposal_sent',
  'negotiating',
  'closed_won',
  'closed_lost',
] as const
export type LeadStatus = (typeof leadStatuses)[number]

export const leadStatusLabels: Record<LeadStatus, string> = {
  prospect: 'Prospect',
  qualified: 'Qualified',
  proposal_sent: 'Proposal sent',
  negotiating: 'Negotiating',
  closed_won: 'Won',
  closed_lost: 'Lost',
}

/** What a person calls a lead. */
export const leadName = (lead: {
  businessName: string | null
  clientName: string | null
  externalId?: string | null
}) => lead.businessName ?? lead.clientName ?? lead.externalId ?? 'Unnamed client'

/** Open, decided by a person, or over by itself because the client is free again. */
export const conflictStates = ['open', 'ruled', 'lapsed'] as const
export type ConflictState = (typeof conflictStates)[number]

export const conflictStateLabels: Record<ConflictState, string> = {
  open: 'Open',
  ruled: 'Ruled',
  lapsed: 'Lapsed',
}

export const rulings = ['keep', 'transfer', 'release'] as const
export type Ruling = (typeof rulings)[number]

/** "client-7.example" of `domain:client-7.example`. */
export const keyText = (key: string) => key.replace(/^\w+:/, '')
