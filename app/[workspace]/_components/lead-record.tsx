import type { ReactNode } from 'react'
import type { Crumb } from '@/components/shell/breadcrumb'
import { PageHeader } from '@/components/shell/page-header'
import { StatusBadge } from '@/components/ui/badge'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { ask } from '@/lib/api/actions'
import { commissions } from '@/lib/commissions/procedures'
import { leads } from '@/lib/leads/procedures'
import { leadName, leadStatusLabels } from '@/lib/leads/schema'
import { EventTimeline } from './event-timeline'
import { ClientFacts, DealFacts } from './lead-facts'
import { StageHistory } from './stage-history'
import { leadTones } from './tones'

/** Everything about one lead that its page shows. */
export async function readLead(slug: string, id: string) {
  const [lead, events, earned] = await Promise.all([
    ask(leads.find, slug, { id }),
    ask(leads.timeline, slug, { id }),
    ask(commissions.list, slug, { leadId: id, limit: 20 }),
  ])
  return { lead, events, commissions: earned.items }
}

type LeadRecordProps = {
  found: Awaited<ReturnType<typeof readLead>>
  timeZone: string
  now: Date
  /** The list it belongs to. */
  list: Crumb
  actions?: ReactNode
  notice?: ReactNode
  earned: ReactNode
  /** Whose it is, and for how long. */
  ownership: ReactNode
}

/** A lead's page, for staff and for its partner. */
export function LeadRecord(props: LeadRecordProps) {
  const { found, timeZone, now, list, actions, notice, earned, ownership } = props
  const { lead, events } = found
  const name = leadName(lead)
  return (
    <>
      <PageHeader
        breadcrumb={[list, { label: name }]}
        title={name}
        badge={<StatusBadge tone={leadTones[lead.status]} label={leadStatusLabels[lead.status]} />}
        actions={actions}
      />
      {lead.lostReason && (
        <Callout tone="danger" title="Lost">
          {lead.lostReason}
        </Callout>
      )}
      {notice}
      <div className="grid items-start gap-5 lg:grid-cols-[2fr_1fr]">
        <div className="flex min-w-0 flex-col gap-5">
          <Card title="Client">
            <ClientFacts lead={lead} />
          </Card>
          {earned}
          <Card title="Stages">
            <StageHistory history={lead.history} timeZone={timeZone} now={now} />
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Card title="Deal">
            <DealFacts lead={lead} timeZone={timeZone} />
          </Card>
          {ownership}
          <Card title="History">
            <EventTimeline events={events} timeZone={timeZone} now={now} />
          </Card>
        </div>
      </div>
    </>
  )
}
