import { Callout } from '@/components/ui/callout'
import { leadStatusLabels } from '@/lib/leads/labels'
import type { Lead } from '@/lib/leads/schema'
import { formatMoney } from '@/lib/money'

const shown: readonly [label: string, of: (lead: Lead) => string | null][] = [
  ['Stage', (lead) => leadStatusLabels[lead.status]],
  ['Contact name', (lead) => lead.clientName],
  ['Business', (lead) => lead.businessName],
  ['E-mail', (lead) => lead.clientEmail],
  ['Phone', (lead) => lead.clientPhone],
  ['Website', (lead) => lead.website],
  ['Project', (lead) => lead.projectDescription],
  ['Currency', (lead) => lead.currency],
  ['Estimated value', (lead) => formatMoney(lead.estimatedValue, lead.currency)],
  ['Expected close', (lead) => lead.expectedCloseOn],
]

/** What somebody else changed while one was typing. */
export function LeadChanges({ before, after }: { before: Lead; after: Lead }) {
  const changes = shown.filter(([, of]) => of(before) !== of(after))
  return (
    <Callout tone="warning" title="What changed meanwhile">
      {changes.length === 0
        ? 'Nothing that this form shows. Save again to keep what you typed.'
        : 'What you typed is still here. Take over what you want of theirs, then save.'}
      {changes.length > 0 && (
        <ul className="mt-1.5 list-disc pl-4">
          {changes.map(([label, of]) => (
            <li key={label}>
              {label}: {of(before) ?? 'empty'} → {of(after) ?? 'empty'}
            </li>
          ))}
        </ul>
      )}
    </Callout>
  )
}
