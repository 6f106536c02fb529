import { StatusBadge } from '@/components/ui/badge'
import { Callout } from '@/components/ui/callout'
import { DefinitionList } from '@/components/ui/definition-list'
import { Money } from '@/components/ui/money'
import { TextLink } from '@/components/ui/text-link'
import { Time } from '@/components/ui/time'
import { UrlSheet } from '@/components/ui/url-sheet'
import { ask } from '@/lib/api/actions'
import type { Member } from '@/lib/auth/actor'
import { may } from '@/lib/auth/permissions'
import { commissions } from '@/lib/commissions/procedures'
import { commissionStatusLabels } from '@/lib/commissions/schema'
import { EventTimeline } from '../../../_components/event-timeline'
import { HowComputed } from '../../../_components/how-computed'
import { commissionTones } from '../../../_components/tones'
import { CommissionActions } from './commission-actions'

type CommissionSheetProps = { actor: Member; id: string; closeHref: string }

/** One commission: what it is, how it was computed, what happened to it. */
export async function CommissionSheet({ actor, id, closeHref }: CommissionSheetProps) {
  const { slug, timezone } = actor.workspace
  const [commission, events] = await Promise.all([
    ask(commissions.find, slug, { id }),
    ask(commissions.timeline, slug, { id }),
  ])
  const { status, leadName, partnerName, approvalObstacle } = commission
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
          for {partnerName}
          <StatusBadge tone={commissionTones[status]} label={commissionStatusLabels[status]} />
        </span>
      }
      footer={
        may(actor, 'commissions.review') && (
          <CommissionActions slug={slug} commission={commission} />
        )
      }
    >
      <div className="flex flex-col gap-6">
        {commission.reason && (
          <Callout
            tone={status === 'on_hold' ? 'warning' : 'danger'}
            title={commissionStatusLabels[status]}
          >
            {commission.reason}
          </Callout>
        )}
        {approvalObstacle && status === 'pending' && (
          <Callout tone="info">{approvalObstacle}</Callout>
        )}
        <HowComputed commission={commission} />
        <section className="flex flex-col gap-2">
          <h3 className="font-medium text-sm">Details</h3>
          <DefinitionList
            items={[
              [
                'Lead',
                <TextLink key="lead" href={`/${slug}/leads/${commission.leadId}`}>
                  {leadName}
                </TextLink>,
              ],
              [
                'Partner',
                <TextLink key="partner" href={`/${slug}/partners/${commission.partnerId}`}>
                  {partnerName}
                </TextLink>,
              ],
              ['Earned', <Time key="earned" at={commission.earnedAt} timeZone={timezone} />],
              ['Origin', commission.origin === 'import' ? 'Imported history' : 'Sale'],
              [
                'Approved',
                commission.approvedAt ? (
                  <span key="approved">
                    <Time at={commission.approvedAt} timeZone={timezone} /> by{' '}
                    {commission.approvedByName ?? 'a former member'}
                  </span>
                ) : null,
              ],
              [
                'Payout',
                commission.payoutId ? (
                  <TextLink key="payout" href={`/${slug}/payouts/${commission.payoutId}`}>
                    Open the payout
                  </TextLink>
                ) : null,
              ],
              [
                'Paid',
                commission.paidAt ? (
                  <Time key="paid" at={commission.paidAt} timeZone={timezone} />
                ) : null,
              ],
            ]}
          />
        </section>
        <section className="flex flex-col gap-3">
          <h3 className="font-medium text-sm">History</h3>
          <EventTimeline
            events={events}
            timeZone={timezone}
            now={new Date()}
            empty="Imported history: nothing has happened here."
          />
        </section>
      </div>
    </UrlSheet>
  )
}
