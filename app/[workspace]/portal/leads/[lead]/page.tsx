import { PageHeader } from '@/components/shell/page-header'
import { StatusBadge } from '@/components/ui/badge'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { Time } from '@/components/ui/time'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { commissions } from '@/lib/commissions/procedures'
import { leads } from '@/lib/leads/procedures'
import { isOpen } from '@/lib/leads/rules'
import { leadName, leadStatusLabels } from '@/lib/leads/schema'
import { EventTimeline } from '../../../_components/event-timeline'
import { ClientFacts, DealFacts, protectionOf } from '../../../_components/lead-facts'
import { StageHistory } from '../../../_components/stage-history'
import { leadTones } from '../../../_components/tones'
import { EditClient } from '../../_components/edit-client'
import { OwnCommissions } from '../../_components/own-commissions'

type Props = { params: Promise<{ workspace: string; lead: string }> }

export const metadata = { title: 'Your lead' }

export default async function PortalLeadPage({ params }: Props) {
  const { workspace: slug, lead: id } = await params
  const { actor } = await requirePage(slug)
  const [lead, events, earned] = await Promise.all([
    ask(leads.find, slug, { id }),
    ask(leads.timeline, slug, { id }),
    ask(commissions.list, slug, { leadId: id, limit: 20 }),
  ])
  const { timezone } = actor.workspace
  const name = leadName(lead)
  const now = new Date()

  return (
    <>
      <PageHeader
        breadcrumb={[{ label: 'Your leads', href: `/${slug}/portal/leads` }, { label: name }]}
        title={name}
        badge={<StatusBadge tone={leadTones[lead.status]} label={leadStatusLabels[lead.status]} />}
        actions={isOpen(lead.status) && <EditClient slug={slug} lead={lead} />}
      />
      {lead.lostReason && (
        <Callout tone="danger" title="Lost">
          {lead.lostReason}
        </Callout>
      )}
      <div className="grid items-start gap-5 lg:grid-cols-[2fr_1fr]">
        <div className="flex min-w-0 flex-col gap-5">
          <Card title="Client">
            <ClientFacts lead={lead} />
          </Card>
          <OwnCommissions slug={slug} items={earned.items} status={lead.status} />
          <Card title="Stages">
            <StageHistory history={lead.history} timeZone={timezone} now={now} />
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Card title="Deal">
            <DealFacts lead={lead} timeZone={timezone} />
          </Card>
          <Card title="Protection">
            <DefinitionList
              items={[
                ['Yours', protectionOf(lead, timezone, now)],
                ['Since', <Time key="since" at={lead.createdAt} timeZone={timezone} />],
              ]}
            />
          </Card>
          <Card title="History">
            <EventTimeline events={events} timeZone={timezone} now={now} />
          </Card>
        </div>
      </div>
    </>
  )
}
