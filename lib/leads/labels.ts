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
