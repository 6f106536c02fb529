import { Callout } from '@/components/ui/callout'
import { Disclosure } from '@/components/ui/disclosure'
import { Money } from '@/components/ui/money'
import { TextLink } from '@/components/ui/text-link'
import { formatMoney } from '@/lib/money'
import type { DryRun } from '@/lib/programme/schema'
import { formatDate } from '@/lib/time'
import { counted } from '@/lib/words'

type DryRunResultProps = {
  slug: string
  timeZone: string
  run: DryRun
  period: string
  /** The rules were changed since. */
  stale: boolean
}

const SHOWN = 50

export function DryRunResult({ slug, timeZone, run, period, stale }: DryRunResultProps) {
  const changed = run.partners.filter(({ earned, wouldEarn }) => earned !== wouldEarn)
  const deals = run.totals.reduce((sum, total) => sum + total.deals, 0)
  return (
    <section aria-label="What would change" aria-live="polite" className="mt-4 flex flex-col gap-4">
      {stale && (
        <Callout tone="warning">
          The rules were changed since. Try them again to see what changes now.
        </Callout>
      )}
      {deals === 0 && <p className="text-muted text-sm">No deal was won from {period}.</p>}
      {run.totals.map(({ currency, earned, wouldEarn, deals: count }) => (
        <p key={currency} className="text-sm">
          {counted(count, 'deal')} earned <b>{formatMoney(earned, currency)}</b> and would have
          earned <b>{formatMoney(wouldEarn, currency)}</b>:{' '}
          <b className={tone(wouldEarn - earned)}>{difference(wouldEarn - earned, currency)}</b>
          {earned > 0 && wouldEarn !== earned && ` (${percent(wouldEarn, earned)})`}.
        </p>
      ))}
      {changed.length > 0 && (
        <div className="overflow-x-auto">
          <table className="w-full text-sm tabular-nums">
            <thead className="border-b text-left text-muted text-xs">
              <tr>
                <th scope="col" className="py-2 pr-4 font-medium">
                  Partner
                </th>
                <th scope="col" className="px-4 py-2 text-right font-medium max-sm:hidden">
                  Deals
                </th>
                <th scope="col" className="px-4 py-2 text-right font-medium max-sm:hidden">
                  Earned
                </th>
                <th scope="col" className="px-4 py-2 text-right font-medium">
                  Would earn
                </th>
                <th scope="col" className="py-2 pl-4 text-right font-medium">
                  Difference
                </th>
              </tr>
            </thead>
            <tbody>
              {changed.slice(0, SHOWN).map((row) => (
                <tr key={row.partnerId + row.currency} className="border-b">
                  <td className="py-2 pr-4">
                    <TextLink href={`/${slug}/partners/${row.partnerId}`}>
                      {row.partnerName}
                    </TextLink>
                  </td>
                  <td className="px-4 py-2 text-right text-muted max-sm:hidden">{row.deals}</td>
                  <td className="px-4 py-2 text-right text-muted max-sm:hidden">
                    <Money minor={row.earned} currency={row.currency} />
                  </td>
                  <td className="px-4 py-2 text-right">
                    <Money minor={row.wouldEarn} currency={row.currency} />
                  </td>
                  <td className={`py-2 pl-4 text-right ${tone(row.wouldEarn - row.earned)}`}>
                    {difference(row.wouldEarn - row.earned, row.currency)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {changed.length > SHOWN && (
            <p className="pt-2 text-muted text-xs">
              The {SHOWN} with the largest difference, of {counted(changed.length, 'partner')}.
            </p>
          )}
        </div>
      )}
      {deals > 0 && changed.length === 0 && (
        <p className="text-muted text-sm">Nobody would have earned more or less.</p>
      )}
      {run.examples.length > 0 && (
        <Disclosure summary="The deals that would change most">
          <ul className="flex flex-col divide-y">
            {run.examples.map((deal) => (
              <li key={deal.leadId} className="flex flex-wrap justify-between gap-x-4 gap-y-1 py-2">
                <span>
                  <TextLink href={`/${slug}/leads/${deal.leadId}`}>{deal.leadName}</TextLink>{' '}
                  <span className="text-muted">
                    by {deal.partnerName}, {formatDate(deal.closedAt, timeZone)},{' '}
                    {formatMoney(deal.projectValue, deal.currency)}: {deal.because}
                  </span>
                </span>
                <span className={`tabular-nums ${tone(deal.wouldEarn - deal.earned)}`}>
                  {difference(deal.wouldEarn - deal.earned, deal.currency)}
                </span>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </section>
  )
}

const difference = (minor: number, currency: string) =>
  minor === 0 ? 'no change' : `${minor > 0 ? '+' : '−'}${formatMoney(Math.abs(minor), currency)}`

const tone = (minor: number) => (minor > 0 ? 'text-success' : minor < 0 ? 'text-danger' : '')

const percent = (then: number, now: number) => {
  const change = ((then - now) / now) * 100
  return `${change > 0 ? '+' : '−'}${Math.abs(change).toFixed(1)} %`
}
