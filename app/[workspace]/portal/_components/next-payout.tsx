import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { Money } from '@/components/ui/money'
import { TextLink } from '@/components/ui/text-link'
import { totalIn } from '@/lib/currencies/rules'
import type { Rate } from '@/lib/currencies/schema'
import { formatMoney } from '@/lib/money'
import { statusSentence } from '@/lib/payouts/rules'
import type { PortalHome } from '@/lib/portal/schema'

type NextPayoutProps = {
  slug: string
  home: PortalHome
  currency: string
  /** What everything is worth today in the currency that is paid out. */
  rates: readonly Rate[]
  timeZone: string
  now: Date
}

/** The next money that arrives, and where it is now, in a sentence. */
export function NextPayout({ slug, home, currency, rates, timeZone, now }: NextPayoutProps) {
  const { nextPayout, partner } = home
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
            {statusSentence(nextPayout, timeZone, now)}
          </span>
        </p>
      ) : (
        <p className="text-muted text-sm">{approvedWords(home, currency, rates)}</p>
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

function approvedWords(
  { partner, minimumPayout }: PortalHome,
  currency: string,
  rates: readonly Rate[],
) {
  const { payoutCurrency } = partner
  const to = payoutCurrency ?? currency
  const approved = partner.earnings.map((sum) => ({ currency: sum.currency, amount: sum.payable }))
  // Each currency is paid by itself, unless one was chosen.
  const sums = payoutCurrency
    ? [{ ...totalIn(approved, to, rates), currency: to }]
    : approved.map((sum) => ({ ...sum, on: null, missing: [] as string[] }))
  const due = sums.filter(({ amount }) => amount > 0)
  const missing = sums.flatMap((sum) => sum.missing)
  if (missing.length > 0)
    return `There is no exchange rate from ${missing.join(' and ')} to ${to} at the moment; the agency has to add it before this can be paid.`
  if (due.length === 0)
    return 'Nothing is due yet. Commissions come with the next payout once the agency has approved them.'
  const amounts = due
    .map(({ amount, currency: code, on }) => `${on ? '≈ ' : ''}${formatMoney(amount, code)}`)
    .join(' and ')
  const rated = due.some(({ on }) => on) ? ', at the rates of that day' : ''
  const least = totalIn([{ currency, amount: minimumPayout }], to, rates).amount
  const small = due.every((sum) => sum.currency === to && sum.amount < least)
  return small
    ? `${amounts} is approved. Payouts start at ${formatMoney(least, to)}; until then it is carried over.`
    : `${amounts} is approved and comes with the agency’s next payout run${rated}.`
}
