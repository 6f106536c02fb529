import { Card } from '@/components/ui/card'
import { TextLink } from '@/components/ui/text-link'
import { leadName, leadStatusLabels } from '@/lib/leads/schema'
import type { PortalHome } from '@/lib/portal/schema'
import { DAY_MS } from '@/lib/time'
import { counted } from '@/lib/words'

type WaitingLeadsProps = { slug: string; leads: PortalHome['waiting']; now: Date }

/** Open leads that have stood still for weeks: a word with the client may help. */
export function WaitingLeads({ slug, leads, now }: WaitingLeadsProps) {
  if (leads.length === 0) return null
  return (
    <Card
      title="Leads that need something"
      description="They have not moved for weeks. A word with the client may help."
    >
      <ul className="-mt-1 divide-y">
        {leads.map((lead) => (
          <li
            key={lead.id}
            className="flex flex-wrap items-baseline justify-between gap-x-4 py-2 text-sm last:pb-0"
          >
            <TextLink href={`/${slug}/portal/leads/${lead.id}`}>{leadName(lead)}</TextLink>
            <span className="text-muted">
              {leadStatusLabels[lead.status]} for{' '}
              {counted(Math.floor((now.getTime() - lead.stageEnteredAt.getTime()) / DAY_MS), 'day')}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
