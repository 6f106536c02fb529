import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { Money } from '@/components/ui/money'
import { TextLink } from '@/components/ui/text-link'
import { formatMoney } from '@/lib/money'
import { whereIsIt } from '@/lib/payouts/rules'
import type { PortalHome } from '@/lib/portal/schema'

type NextPayoutProps = { slug: string; home: PortalHome; currency: string }

/** The next money that arrives, and where it is now, in a sentence. */
export function NextPayout({ slug, home, currency }: NextPayoutProps) {
  const { nextPayout, partner, minimumPayout } = home
  const approved = partner.earnings.find((sum) => sum.currency === currency)?.payable ?? 0
  const least = formatMoney(minimumPayout, currency)
  return (
    <Card title="Next payout">
      {nextPayout ? (
        <p className="text-sm">
          <TextLink href={`/${slug}/portal/payouts/${nextPayout.id}`}>
            <Money
              minor={nextPayout.amount}
              currency={nextPayout.currency}
              className="font-semibold text-2xl text-foreground tracking-tight"
            />
          </TextLink>
          <span className="mt-0.5 block text-muted">
            {whereIsIt({ status: nextPayout.status, paidOn: null, reference: null })}
          </span>
        </p>
      ) : (
        <p className="text-muted text-sm">
          {approved <= 0
            ? 'Nothing is due yet. Commissions come with the next payout once the agency has approved them.'
            : approved < minimumPayout
              ? `${formatMoney(approved, currency)} is approved. Payouts start at ${least}; until then it is carried over.`
              : `${formatMoney(approved, currency)} is approved and comes with the agency’s next payout run.`}
        </p>
      )}
      {!partner.payoutHint && (
        <div className="mt-3">
          <Callout
            tone="warning"
            actions={<TextLink href={`/${slug}/portal/profile`}>Add them</TextLink>}
          >
            We do not know yet where to send your money.
          </Callout>
        </div>
      )}
    </Card>
  )
}
