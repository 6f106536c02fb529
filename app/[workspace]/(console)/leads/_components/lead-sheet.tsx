import { StatusBadge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button-link'
import { Callout } from '@/components/ui/callout'
import { Icon } from '@/components/ui/icon'
import { Money } from '@/components/ui/money'
import { UrlSheet } from '@/components/ui/url-sheet'
import { ask } from '@/lib/api/actions'
import type { Member } from '@/lib/auth/actor'
import { may } from '@/lib/auth/permissions'
import { leads } from '@/lib/leads/procedures'
import { leadName, leadStatusLabels } from '@/lib/leads/schema'
import { EventTimeline } from '../../../_components/event-timeline'
import { FlagNotices } from '../../../_components/flag-notices'
import { ClientFacts, DealFacts, OwnerFacts } from '../../../_components/lead-facts'
import { leadTones } from '../../../_components/tones'
import { CallsSection, readCalls } from './lead-calls'
import { StageControl } from './stage-control'

type LeadSheetProps = { actor: Member; id: string; closeHref: string }

/** One lead beside the list: what it is, where it may go, what happened. */
export async function LeadSheet({ actor, id, closeHref }: LeadSheetProps) {
  const { slug, timezone } = actor.workspace
  const [lead, events, calls] = await Promise.all([
    ask(leads.find, slug, { id }),
    ask(leads.timeline, slug, { id }),
    readCalls(actor, id, 5),
  ])
  const now = new Date()
  return (
    <UrlSheet
      closeHref={closeHref}
      title={leadName(lead)}
      description={
        <span className="flex flex-wrap items-center gap-2">
          <StatusBadge tone={leadTones[lead.status]} label={leadStatusLabels[lead.status]} />
          <Money
            minor={lead.projectValue ?? lead.estimatedValue}
            currency={lead.currency}
            className="font-medium text-foreground"
          />
          by {lead.partnerName}
        </span>
      }
      actions={
        <ButtonLink
          variant="ghost"
          icon
          href={`/${slug}/leads/${id}`}
          aria-label="Open the whole page"
        >
          <Icon name="expand" />
        </ButtonLink>
      }
      footer={may(actor, 'leads.move') && <StageControl slug={slug} lead={lead} />}
    >
      <div className="flex flex-col gap-6">
        {lead.lostReason && (
          <Callout tone="danger" title="Lost">
            {lead.lostReason}
          </Callout>
        )}
        <FlagNotices actor={actor} leadId={id} />
        <DealFacts lead={lead} timeZone={timezone} />
        <section className="flex flex-col gap-2">
          <h3 className="font-medium text-sm">Client</h3>
          <ClientFacts lead={lead} />
        </section>
        <section className="flex flex-col gap-2">
          <h3 className="font-medium text-sm">Owner</h3>
          <OwnerFacts lead={lead} timeZone={timezone} now={now} slug={slug} />
        </section>
        <CallsSection actor={actor} lead={lead} found={calls} />
        <section className="flex flex-col gap-3">
          <h3 className="font-medium text-sm">History</h3>
          <EventTimeline events={events} timeZone={timezone} now={now} />
        </section>
      </div>
    </UrlSheet>
  )
}
