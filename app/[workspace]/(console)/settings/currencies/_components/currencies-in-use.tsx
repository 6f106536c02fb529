import { StatusBadge } from '@/components/ui/badge'
import type { RateOverview } from '@/lib/currencies/schema'
import { counted } from '@/lib/words'
import { dayWords } from '../../../../_components/day-words'

/** Which currencies can be converted today, and where rates are missing. */
export function CurrenciesInUse({ overview }: { overview: RateOverview }) {
  const { currencies, missingDays } = overview
  return (
    <>
      <table className="w-full border-t text-sm tabular-nums">
        <thead className="border-b text-left text-muted text-xs">
          <tr>
            <th scope="col" className="py-2 pl-4 font-medium">
              Currency
            </th>
            <th scope="col" className="px-4 py-2 text-right font-medium">
              For 1 EUR
            </th>
            <th scope="col" className="px-4 py-2 font-medium max-sm:hidden">
              Last rate
            </th>
            <th scope="col" className="px-4 py-2 font-medium">
              State
            </th>
          </tr>
        </thead>
        <tbody>
          {currencies.map(({ currency, rate, lastDay, usable, uncovered }) => (
            <tr key={currency} className="border-b last:border-0">
              <th scope="row" className="py-2 pl-4 text-left font-medium">
                {currency}
              </th>
              <td className="px-4 py-2 text-right">{rate ?? '–'}</td>
              <td className="whitespace-nowrap px-4 py-2 text-muted max-sm:hidden">
                {currency === 'EUR' ? 'Always' : lastDay ? dayWords(lastDay) : 'Never'}
              </td>
              <td className="px-4 py-2">
                <StatusBadge
                  tone={usable ? 'success' : 'warning'}
                  label={usable ? 'Up to date' : lastDay ? 'Too old' : 'No rate'}
                />
                {uncovered > 0 && (
                  <span className="mt-0.5 block text-muted text-xs">
                    No rate for {counted(uncovered, 'day')} on which commissions were earned
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {missingDays.length > 0 && (
        <p className="border-t px-4 py-2.5 text-muted text-sm">
          {counted(missingDays.length, 'weekday')} of the last sixty days without rates:{' '}
          {missingDays.slice(0, 8).map(dayWords).join(', ')}
          {missingDays.length > 8 && ' …'}
        </p>
      )}
    </>
  )
}
