import { PageHeader } from '@/components/shell/page-header'
import { StatusBadge } from '@/components/ui/badge'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { Money } from '@/components/ui/money'
import { TextLink } from '@/components/ui/text-link'
import { Time } from '@/components/ui/time'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { may } from '@/lib/auth/permissions'
import { payouts } from '@/lib/payouts/procedures'
import { payoutSettings, payoutTransfers } from '@/lib/payouts/procedures/sending'
import { statusSentence } from '@/lib/payouts/rules'
import { payoutStatusLabels } from '@/lib/payouts/schema'
import { EventTimeline } from '../../../_components/event-timeline'
import { PayoutLines } from '../../../_components/payout-lines'
import { payoutTones } from '../../../_components/tones'
import { Attempts } from '../_components/attempts'
import { PayoutActions } from '../_components/payout-actions'
import { PayoutDestination } from '../_components/payout-destination'
import { periodWords } from '../_components/period'

type Props = { params: Promise<{ workspace: string; payout: string }> }

export const metadata = { title: 'Payout' }

export default async function PayoutPage({ params }: Props) {
  const { workspace: slug, payout: id } = await params
  const { actor } = await requirePage(slug)
  const [payout, events, transfers, settings] = await Promise.all([
    ask(payouts.find, slug, { id }),
    ask(payouts.timeline, slug, { id }),
    ask(payoutTransfers.list, slug, { payoutId: id, limit: 50 }),
    may(actor, 'payouts.manage') ? ask(payoutSettings.find, slug, {}) : null,
  ])
  const { timezone } = actor.workspace
  const manages = may(actor, 'payouts.manage')

  return (
    <>
      <PageHeader
        breadcrumb={[
          { label: 'Payouts', href: `/${slug}/payouts` },
          {
            label: periodWords(payout.periodFrom, payout.periodTo),
            href: `/${slug}/payouts/runs/${payout.runId}`,
          },
          { label: payout.partnerName },
        ]}
        title={<Money minor={payout.amount} currency={payout.currency} />}
        description={`To ${payout.partnerName}, for ${periodWords(payout.periodFrom, payout.periodTo)}`}
        badge={
          <StatusBadge
            tone={payoutTones[payout.status]}
            label={payoutStatusLabels[payout.status]}
          />
        }
        actions={
          <PayoutActions
            slug={slug}
            payout={payout}
            manages={manages}
            sandbox={settings?.sandbox ?? false}
            debtor={settings?.debtorIban != null}
          />
        }
      />
      {payout.approvalObstacle && payout.status === 'draft' && (
        <Callout tone="info">{payout.approvalObstacle}</Callout>
      )}
      {payout.error && (payout.status === 'failed' || payout.status === 'unknown') && (
        <Callout tone={payoutTones[payout.status]}>{payout.error}</Callout>
      )}
      {payout.reason && <Callout tone="danger">{payout.reason}</Callout>}
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[2fr_1fr]">
        <div className="flex min-w-0 flex-col gap-5">
          <Card flush title="Commissions in this payout">
            <PayoutLines
              payout={payout}
              timeZone={timezone}
              leadHref={(leadId) => `/${slug}/leads/${leadId}`}
            />
          </Card>
          {transfers.items.length > 0 && (
            <Card flush title="Attempts to send it">
              <Attempts transfers={transfers.items} timeZone={timezone} />
            </Card>
          )}
        </div>
        <div className="flex flex-col gap-5">
          <Card title="Payout">
            <DefinitionList
              items={[
                [
                  'Partner',
                  <TextLink key="partner" href={`/${slug}/partners/${payout.partnerId}`}>
                    {payout.partnerName}
                  </TextLink>,
                ],
                ['They read', statusSentence(payout, timezone, new Date())],
                ['Created', by(payout.createdAt, payout.createdByName, timezone)],
                ['Approved', by(payout.approvedAt, payout.approvedByName, timezone)],
                ['Paid', by(payout.paidAt, payout.paidByName, timezone)],
                ['Reference', payout.reference],
                ['Note', payout.note],
              ]}
            />
          </Card>
          {manages && <PayoutDestination slug={slug} partnerId={payout.partnerId} />}
          <Card title="History">
            <EventTimeline events={events} timeZone={timezone} now={new Date()} />
          </Card>
        </div>
      </div>
    </>
  )
}

const by = (at: Date | null, name: string | null, timeZone: string) =>
  at && (
    <span>
      <Time at={at} timeZone={timeZone} />
      {name && ` by ${name}`}
    </span>
  )
