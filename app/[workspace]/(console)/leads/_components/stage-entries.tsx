import { Icon } from '@/components/ui/icon'
import type { MenuEntry } from '@/components/ui/menu-entry'
import { type LeadStatus, leadStatuses, leadStatusLabels } from '@/lib/leads/labels'
import { moveKind, moveObstacle, needsReason } from '@/lib/leads/rules'
import type { MovableLead } from './use-move'

/** Every stage as an entry of a menu; where the lead may not go, the entry says why. */
export const stageEntries = (
  lead: MovableLead,
  now: Date,
  choose: (to: LeadStatus) => void,
): MenuEntry[] =>
  leadStatuses.map((status) => {
    const kind = moveKind(lead.status, status)
    const asks = kind === 'win' || (kind && needsReason(kind))
    return {
      label: `${leadStatusLabels[status]}${asks ? '…' : ''}`,
      ...(status === lead.status ? { icon: <Icon name="check" /> } : {}),
      disabledReason: moveObstacle(lead, status, now) ?? null,
      onSelect: () => choose(status),
    }
  })
