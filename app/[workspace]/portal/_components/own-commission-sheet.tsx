import { DefinitionList } from '@/components/ui/definition-list'
import { TextLink } from '@/components/ui/text-link'
import { Time } from '@/components/ui/time'
import type { Member } from '@/lib/auth/actor'
import type { CommissionStatus } from '@/lib/commissions/schema'
import { CommissionRecord, readCommission } from '../../_components/commission-record'

type OwnCommissionSheetProps = { actor: Member; id: string; closeHref: string }

const whatNext: Record<CommissionStatus, string> = {
  pending: 'The agency reviews it; most are approved within two weeks.',
  approved: 'It comes with the next payout.',
  on_hold: 'The agency has a question about it. The reason stands above.',
  paid: 'It was paid. The payout says when and with which reference.',
  rejected: 'It will not be paid. The reason stands above.',
  reversed: 'The deal was taken back, so there is nothing to pay.',
}

const back =
  'The client got money back, or the deal was lost, so the commission on that part is taken back.'

const takenBack: Record<CommissionStatus, string> = {
  pending: `${back} It is approved together with its commission.`,
  approved: `${back} It comes off the next payout; nothing has to be sent back.`,
  on_hold: `${back} It is on hold with its commission.`,
  paid: `${back} It came off a payout.`,
  rejected: 'Its commission was rejected, so there is nothing to take back.',
  reversed: 'Its commission was reversed, so there is nothing to take back.',
}

export async function OwnCommissionSheet({ actor, id, closeHref }: OwnCommissionSheetProps) {
  const { slug, timezone } = actor.workspace
  const found = await readCommission(slug, id)
  const { commission } = found
  const { status, leadName, kind, baseId } = commission
  const { holdUntil } = commission
  const open = status === 'pending' || status === 'approved' || status === 'on_hold'
  const held = open && holdUntil && holdUntil > new Date() ? holdUntil : null
  const hrefOf = (other: string) => `/${slug}/portal/commissions?open=${other}`
  return (
    <CommissionRecord
      found={found}
      timeZone={timezone}
      closeHref={closeHref}
      hrefOf={hrefOf}
      notice={
        <p className="text-sm">
          {kind === 'clawback' ? takenBack[status] : whatNext[status]}
          {held && (
            <>
              {' '}
              It can be paid out from <Time at={held} timeZone={timezone} format="date" /> on, when
              clients can no longer take the deal back.
            </>
          )}
        </p>
      }
      facts={
        <DefinitionList
          items={[
            [
              'Client',
              commission.leadReadable ? (
                <TextLink key="lead" href={`/${slug}/portal/leads/${commission.leadId}`}>
                  {leadName}
                </TextLink>
              ) : (
                `${leadName}, a deal that you share`
              ),
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
              baseId ? 'Made' : 'Earned',
              <Time key="earned" at={commission.earnedAt} timeZone={timezone} />,
            ],
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
      }
    />
  )
}
