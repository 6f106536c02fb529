import { Callout } from '@/components/ui/callout'
import type { Balance } from '@/lib/ledger/schema'
import { formatMoney } from '@/lib/money'

type OwedBackProps = { balances: readonly Balance[]; who: 'your' | 'their' }

/** Says so when more was clawed back than is owed; nothing otherwise. */
export function OwedBack({ balances, who }: OwedBackProps) {
  const owed = balances.filter(({ payable }) => payable < 0)
  if (owed.length === 0) return null
  const amounts = owed.map(({ payable, currency }) => formatMoney(-payable, currency)).join(' and ')
  return (
    <Callout tone="warning">
      {amounts} more was taken back than is due, because clients got money back or deals were lost.
      It comes off {who} next commissions; nothing has to be sent back.
    </Callout>
  )
}
