import { PageHeader } from '@/components/shell/page-header'
import { StatusBadge } from '@/components/ui/badge'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { may } from '@/lib/auth/permissions'
import { commissions } from '@/lib/commissions/procedures'
import { leads } from '@/lib/leads/procedures'
import { leadName, leadStatusLabels } from '@/lib/leads/schema'
import { EventTimeline } from '../../../_components/event-timeline'
import { ClientFacts, DealFacts, OwnerFacts } from '../../../_components/lead-facts'
import { StageHistory } from '../../../_components/stage-history'
import { leadTones } from '../../../_components/tones'
import { EditLead } from '../_components/edit-lead'
import { LeadCommissions } from '../_components/lead-commissions'
import { StageControl } from '../_components/stage-control'

type Props = { params: Promise<{ workspace: string; lead: string }> }

export const metadata = { title: 'Lead' }

/** Everything about one client in one place. */
export default async function LeadPage({ params }: Props) {
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
        breadcrumb={[{ label: 'Leads', href: `/${slug}/leads` }, { label: name }]}
        title={name}
        badge={<StatusBadge tone={leadTones[lead.status]} label={leadStatusLabels[lead.status]} />}
        actions={
          <>
            {may(actor, 'leads.edit') && <EditLead slug={slug} lead={lead} />}
            {may(actor, 'leads.move') && <StageControl slug={slug} lead={lead} />}
          </>
        }
      />
      {lead.lostReason && (
        <Callout tone="danger" title="Lost">
          {lead.lostReason}
        </Callout>
      )}
      {lead.zeroCommissionReason && (
        <Callout tone="info" title="No commission">
          {lead.zeroCommissionReason}
        </Callout>
      )}
      <div className="grid items-start gap-5 lg:grid-cols-[2fr_1fr]">
        <div className="flex min-w-0 flex-col gap-5">
          <Card title="Client">
            <ClientFacts lead={lead} />
          </Card>
          <LeadCommissions slug={slug} items={earned.items} timeZone={timezone} lead={lead} />
          <Card title="Stages">
            <StageHistory history={lead.history} timeZone={timezone} now={now} />
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Card title="Deal">
            <DealFacts lead={lead} timeZone={timezone} />
          </Card>
          <Card title="Owner">
            <OwnerFacts lead={lead} timeZone={timezone} now={now} slug={slug} />
          </Card>
          <Card title="History">
            <EventTimeline events={events} timeZone={timezone} now={now} />
          </Card>
        </div>
      </div>
    </>
  )
}
