import { ButtonLink } from '@/components/ui/button-link'
import { Disclosure } from '@/components/ui/disclosure'
import type { RateDays as Days } from '@/lib/currencies/schema'
import { counted } from '@/lib/words'
import { dayWords } from '../../../../_components/day-words'

/** Days with their rates, the newest first; a page at a time. */
export function RateDays({ list, pathname }: { list: Days; pathname: string }) {
  return (
    <>
      <ul className="divide-y border-t">
        {list.days.map(({ day, rates }, at) => {
          const byHand = rates.filter(({ source }) => source === 'hand').length
          return (
            <li key={day} className="px-4 py-1">
              <Disclosure
                defaultOpen={at === 0 && rates.length < 20}
                summary={
                  <span>
                    {dayWords(day)}
                    <span className="ml-2 font-normal text-muted">
                      {counted(rates.length, 'currency', 'currencies')}
                      {byHand > 0 && `, ${byHand} by hand`}
                    </span>
                  </span>
                }
              >
                <dl className="grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] gap-x-6 gap-y-1 tabular-nums">
                  {rates.map(({ currency, rate, source, reason, version }) => (
                    <div key={currency} className="grid grid-cols-[auto_1fr] content-start gap-x-3">
                      <dt className="text-muted">{currency}</dt>
                      <dd className="text-right">{rate}</dd>
                      {(source === 'hand' || version > 1) && (
                        <dd className="col-span-2 text-muted text-xs">
                          {source === 'hand' ? `By hand: ${reason}` : 'Corrected'}
                        </dd>
                      )}
                    </div>
                  ))}
                </dl>
              </Disclosure>
            </li>
          )
        })}
      </ul>
      {list.days.length === 0 && (
        <p className="border-t px-4 py-3 text-muted text-sm">No rates before that day.</p>
      )}
      {list.next && (
        <div className="border-t px-4 py-2.5">
          <ButtonLink href={`${pathname}?before=${list.next}`}>Older days</ButtonLink>
        </div>
      )}
    </>
  )
}
