import { type LeadStatus, leadStatuses, leadStatusLabels } from './labels'

export const undoMinutes = 10
export const reopenDays = 90

/** Every arrow there is; whether one may be taken now is for `moveObstacle`. */
export const nextStatuses: Record<LeadStatus, readonly LeadStatus[]> = {
  prospect: ['qualified', 'closed_lost'],
  qualified: ['proposal_sent', 'prospect', 'closed_lost'],
  proposal_sent: ['negotiating', 'qualified', 'closed_lost'],
  negotiating: ['closed_won', 'proposal_sent', 'closed_lost'],
  closed_won: ['negotiating', 'closed_lost'],
  closed_lost: ['qualified'],
}

export const isOpen = (status: LeadStatus) => status !== 'closed_won' && status !== 'closed_lost'

export type MoveKind = 'forward' | 'back' | 'win' | 'lose' | 'undo' | 'reverse' | 'reopen'

/** What a move means; undefined for one that does not exist. */
export function moveKind(from: LeadStatus, to: LeadStatus): MoveKind | undefined {
  if (!nextStatuses[from].includes(to)) return undefined
  if (from === 'closed_won') return to === 'closed_lost' ? 'reverse' : 'undo'
  if (from === 'closed_lost') return 'reopen'
  if (to === 'closed_won') return 'win'
  if (to === 'closed_lost') return 'lose'
  return leadStatuses.indexOf(to) > leadStatuses.indexOf(from) ? 'forward' : 'back'
}

export const needsReason = (kind: MoveKind) =>
  kind === 'back' || kind === 'lose' || kind === 'reverse'

const label = (status: LeadStatus) => leadStatusLabels[status]

/** "Qualified, Won or Lost", in the order of the pipeline. */
const oneOf = (statuses: readonly LeadStatus[]) =>
  new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(
    leadStatuses.filter((status) => statuses.includes(status)).map(label),
  )

/** Why a lead may not go there now, in a sentence; undefined when it may. */
export function moveObstacle(
  lead: { status: LeadStatus; closedAt: Date | null },
  to: LeadStatus,
  now: Date,
): string | undefined {
  if (lead.status === to) return `It is in ${label(to)} already.`
  const kind = moveKind(lead.status, to)
  const minutesClosed = lead.closedAt ? (now.getTime() - lead.closedAt.getTime()) / 60_000 : 0
  if (kind === 'undo' && minutesClosed > undoMinutes)
    return `A win can be taken back for ${undoMinutes} minutes. Mark the deal as lost to reverse it.`
  if (kind === 'reopen' && minutesClosed > reopenDays * 24 * 60)
    return `A lost lead can be reopened for ${reopenDays} days. Register the client again instead.`
  if (kind) return undefined
  if (lead.status === 'closed_won') return 'A won deal can only be reversed, by marking it as lost.'
  if (lead.status === 'closed_lost') return `A lost lead reopens in ${label('qualified')}.`
  if (to === 'closed_won') return `Only a lead in ${label('negotiating')} can be won.`
  return `From ${label(lead.status)} a lead goes one stage at a time: to ${oneOf(nextStatuses[lead.status])}.`
}

/** Why the protection of a lead cannot be extended now; undefined when it can. */
export function extensionObstacle(
  lead: { status: LeadStatus; protectedUntil: Date | null; protectionExtendedAt: Date | null },
  now: Date,
): string | undefined {
  if (!isOpen(lead.status)) return 'Only an open lead is protected.'
  if (!lead.protectedUntil) return 'This lead names no client that could be protected.'
  if (lead.protectionExtendedAt)
    return 'Its protection has been extended already. One extension is all there is.'
  if (lead.protectedUntil <= now)
    return 'Its protection has ended, so it cannot be extended. Register the client again if they are still free.'
  return undefined
}
