import { PageHeader } from '@/components/shell/page-header'
import { StatusBadge } from '@/components/ui/badge'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { Money } from '@/components/ui/money'
import { Time } from '@/components/ui/time'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { payouts } from '@/lib/payouts/procedures'
import { statusSentence } from '@/lib/payouts/rules'
import { payoutStatusLabels } from '@/lib/payouts/schema'
import { PayoutLines } from '../../../_components/payout-lines'
import { payoutTones } from '../../../_components/tones'
import { periodWords } from '../../../(console)/payouts/_components/period'

type Props = { params: Promise<{ workspace: string; payout: string }> }

export const metadata = { title: 'Your payout' }

export default async function PortalPayoutPage({ params }: Props) {
  const { workspace: slug, payout: id } = await params
  const { actor } = await requirePage(slug)
  const payout = await ask(payouts.find, slug, { id })
  const { timezone } = actor.workspace
  const { status, reference, approvedAt, paidAt } = payout
  const tone = payoutTones[status]

  return (
    <>
      <PageHeader
        breadcrumb={[
          { label: 'Your payouts', href: `/${slug}/portal/payouts` },
          { label: periodWords(payout.periodFrom, payout.periodTo) },
        ]}
        title={<Money minor={payout.amount} currency={payout.currency} />}
        badge={<StatusBadge tone={tone} label={payoutStatusLabels[status]} />}
      />
      <Callout tone={tone}>{statusSentence(payout, timezone, new Date())}</Callout>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 lg:grid-cols-[2fr_1fr]">
        <Card flush title="What it is made of">
          <PayoutLines
            payout={payout}
            timeZone={timezone}
            leadHref={(leadId) => `/${slug}/portal/leads/${leadId}`}
          />
        </Card>
        <Card title="Payout">
          <DefinitionList
            items={[
              ['For', periodWords(payout.periodFrom, payout.periodTo)],
              ['Sent to', payout.destination ?? payout.payoutHint],
              [
                'Approved',
                approvedAt && <Time key="approved" at={approvedAt} timeZone={timezone} />,
              ],
              ['Sent', paidAt && <Time key="paid" at={paidAt} timeZone={timezone} />],
              ['Reference', reference],
            ]}
          />
        </Card>
      </div>
    </>
  )
}
