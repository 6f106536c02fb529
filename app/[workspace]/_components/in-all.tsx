import { totalIn } from '@/lib/currencies/rules'
import type { Rate } from '@/lib/currencies/schema'
import { formatMoney } from '@/lib/money'
import { dayWords } from './day-words'

type Sum = { currency: string; amount: number }

/** "≈ €1,234.00 in all" for sums of several currencies; nothing for those of one. */
export function inAll(sums: readonly Sum[], currency: string, rates: readonly Rate[]) {
  const counted = sums.filter(({ amount }) => amount !== 0)
  if (counted.every((sum) => sum.currency === currency)) return null
  const { amount, on } = totalIn(counted, currency, rates)
  return on ? `≈\u00a0${formatMoney(amount, currency)} in all` : null
}

type RatesNoteProps = { sums: readonly Sum[]; currency: string; rates: readonly Rate[] }

/** At which rates totals are counted, and what is in none of them. */
export function RatesNote({ sums, currency, rates }: RatesNoteProps) {
  const { on, missing } = totalIn(sums, currency, rates)
  if (!on && missing.length === 0) return null
  return (
    <p className="-mt-2 text-muted text-xs">
      {on && `≈ is counted in ${currency} at rates of ${dayWords(on)}. `}
      {missing.length > 0 &&
        `${missing.join(', ')} is in no total: there is no rate for it at the moment.`}
    </p>
  )
}
