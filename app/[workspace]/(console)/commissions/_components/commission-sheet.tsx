import { Callout } from '@/components/ui/callout'
import { DefinitionList } from '@/components/ui/definition-list'
import { TextLink } from '@/components/ui/text-link'
import { Time } from '@/components/ui/time'
import type { Member } from '@/lib/auth/actor'
import { may } from '@/lib/auth/permissions'
import { CommissionRecord, readCommission } from '../../../_components/commission-record'
import { FlagNotices } from '../../../_components/flag-notices'
import { CommissionActions } from './commission-actions'

type CommissionSheetProps = { actor: Member; id: string; closeHref: string }

export async function CommissionSheet({ actor, id, closeHref }: CommissionSheetProps) {
  const { slug, timezone } = actor.workspace
  const found = await readCommission(slug, id)
  const { commission } = found
  const { leadName, partnerName, approvalObstacle, baseId } = commission
  const hrefOf = (other: string) => `/${slug}/commissions?open=${other}`
  return (
    <CommissionRecord
      found={found}
      timeZone={timezone}
      closeHref={closeHref}
      hrefOf={hrefOf}
      whose={`for ${partnerName}`}
      notice={
        <>
          <FlagNotices actor={actor} partnerId={commission.partnerId} leadId={commission.leadId} />
          {approvalObstacle && commission.status === 'pending' && (
            <Callout tone="info">{approvalObstacle}</Callout>
          )}
        </>
      }
      footer={
        commission.kind !== 'clawback' &&
        may(actor, 'commissions.review') && (
          <CommissionActions slug={slug} commission={commission} />
        )
      }
      facts={
        <DefinitionList
          items={[
            [
              'Lead',
              <TextLink key="lead" href={`/${slug}/leads/${commission.leadId}`}>
                {leadName}
              </TextLink>,
            ],
            ...(baseId
              ? [
                  [
                    'Takes back',
                    <TextLink key="base" href={hrefOf(baseId)}>
                      The commission it belongs to
                    </TextLink>,
                  ] as const,
                ]
              : []),
            [
              'Partner',
              <TextLink key="partner" href={`/${slug}/partners/${commission.partnerId}`}>
                {partnerName}
              </TextLink>,
            ],
            [
              baseId ? 'Made' : 'Earned',
              <Time key="earned" at={commission.earnedAt} timeZone={timezone} />,
            ],
            [
              'Ledger',
              <TextLink key="ledger" href={`/${slug}/ledger?commission=${id}`}>
                Its movements
              </TextLink>,
            ],
            [
              'Can be paid from',
              commission.holdUntil ? (
                <Time key="held" at={commission.holdUntil} timeZone={timezone} />
              ) : null,
            ],
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
      }
    />
  )
}
