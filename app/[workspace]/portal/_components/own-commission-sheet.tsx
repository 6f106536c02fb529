import { StatusBadge } from '@/components/ui/badge'
import { Callout } from '@/components/ui/callout'
import { DefinitionList } from '@/components/ui/definition-list'
import { Money } from '@/components/ui/money'
import { TextLink } from '@/components/ui/text-link'
import { Time } from '@/components/ui/time'
import { UrlSheet } from '@/components/ui/url-sheet'
import { ask } from '@/lib/api/actions'
import type { Member } from '@/lib/auth/actor'
import { commissions } from '@/lib/commissions/procedures'
import { type CommissionStatus, commissionStatusLabels } from '@/lib/commissions/schema'
import { EventTimeline } from '../../_components/event-timeline'
import { HowComputed } from '../../_components/how-computed'
import { commissionTones } from '../../_components/tones'

type OwnCommissionSheetProps = { actor: Member; id: string; closeHref: string }

const whatNext: Record<CommissionStatus, string> = {
  pending: 'The agency reviews it; most are approved within two weeks.',
  approved: 'It comes with the next payout.',
  on_hold: 'The agency has a question about it. The reason stands above.',
  paid: 'It was paid. The payout says when and with which reference.',
  rejected: 'It will not be paid. The reason stands above.',
  reversed: 'The deal was taken back, so there is nothing to pay.',
}

export async function OwnCommissionSheet({ actor, id, closeHref }: OwnCommissionSheetProps) {
  const { slug, timezone } = actor.workspace
  const [commission, events] = await Promise.all([
    ask(commissions.find, slug, { id }),
    ask(commissions.timeline, slug, { id }),
  ])
  const { status, leadName, reason } = commission
  return (
    <UrlSheet
      closeHref={closeHref}
      title={leadName}
      description={
        <span className="flex flex-wrap items-center gap-2">
          <Money
            minor={commission.commissionAmount}
            currency={commission.currency}
            className="font-medium text-foreground"
          />
          <StatusBadge tone={commissionTones[status]} label={commissionStatusLabels[status]} />
        </span>
      }
    >
      <div className="flex flex-col gap-6">
        {reason && (
          <Callout
            tone={status === 'on_hold' ? 'warning' : 'danger'}
            title={commissionStatusLabels[status]}
          >
            {reason}
          </Callout>
        )}
        <p className="text-sm">{whatNext[status]}</p>
        <HowComputed commission={commission} />
        <DefinitionList
          items={[
            [
              'Client',
              <TextLink key="lead" href={`/${slug}/portal/leads/${commission.leadId}`}>
                {leadName}
              </TextLink>,
            ],
            ['Earned', <Time key="earned" at={commission.earnedAt} timeZone={timezone} />],
            [
              'Payout',
              commission.payoutId ? (
                <TextLink key="payout" href={`/${slug}/portal/payouts/${commission.payoutId}`}>
                  Open the payout
                </TextLink>
              ) : null,
            ],
          ]}
        />
        <section className="flex flex-col gap-3">
          <h3 className="font-medium text-sm">History</h3>
          <EventTimeline events={events} timeZone={timezone} now={new Date()} />
        </section>
      </div>
    </UrlSheet>
  )
}
