import { formatMoney } from '@/lib/money'
import type { PreviewRow } from '@/lib/payouts/schema'
import { dayWords } from '../../../_components/day-words'

/** What an amount is converted from, each currency with its rate and the day of that. */
export const ConversionLines = ({ row }: { row: PreviewRow }) =>
  row.conversions.map(({ currency, amount, converted, rate, on }) => (
    <span key={currency} className="block font-normal text-muted text-xs">
      {formatMoney(converted, row.currency)} from {formatMoney(amount, currency)} × {rate},{' '}
      {dayWords(on)}
    </span>
  ))
