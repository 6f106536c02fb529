import { Money } from '@/components/ui/money'
import { TextLink } from '@/components/ui/text-link'
import { Time } from '@/components/ui/time'
import type { Payout } from '@/lib/payouts/schema'
import { counted } from '@/lib/words'
import { dayWords } from './day-words'

type PayoutLinesProps = { payout: Payout; timeZone: string; leadHref: (leadId: string) => string }

/** The items of a payout like the lines of an invoice, with their sum. */
export function PayoutLines({ payout, timeZone, leadHref }: PayoutLinesProps) {
  const { lines, amount, currency } = payout
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-sm tabular-nums">
        <thead className="border-b text-left text-muted text-xs">
          <tr>
            <th scope="col" className="px-4 py-2 font-medium">
              Client
            </th>
            <th scope="col" className="px-4 py-2 font-medium max-sm:hidden">
              Earned
            </th>
            <th scope="col" className="px-4 py-2 text-right font-medium max-sm:hidden">
              Value × rate
            </th>
            <th scope="col" className="px-4 py-2 text-right font-medium">
              Commission
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.commissionId} className="border-b">
              <td className="px-4 py-2.5">
                {line.leadReadable ? (
                  <TextLink href={leadHref(line.leadId)}>{line.leadName}</TextLink>
                ) : (
                  line.leadName
                )}
                <span className="block text-muted text-xs sm:hidden">
                  <Time at={line.earnedAt} timeZone={timeZone} format="date" />,{' '}
                  <ValueAndRate line={line} />
                  {line.rate && <Converted line={line} />}
                </span>
              </td>
              <td className="whitespace-nowrap px-4 py-2.5 text-muted max-sm:hidden">
                <Time at={line.earnedAt} timeZone={timeZone} format="date" />
              </td>
              <td className="whitespace-nowrap px-4 py-2.5 text-right text-muted max-sm:hidden">
                <ValueAndRate line={line} />
              </td>
              <td className="whitespace-nowrap px-4 py-2.5 text-right">
                <Money minor={line.amount} currency={currency} />
                {line.rate && (
                  <span className="block text-muted text-xs max-sm:hidden">
                    <Converted line={line} />
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="font-medium">
            <td className="px-4 py-2.5">{counted(lines.length, 'commission')}</td>
            <td className="max-sm:hidden" colSpan={2} />
            <td className="whitespace-nowrap px-4 py-2.5 text-right">
              <Money minor={amount} currency={currency} />
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

type LineProps = { line: Payout['lines'][number] }

const ValueAndRate = ({ line }: LineProps) =>
  line.kind === 'clawback' ? (
    'Clawback'
  ) : line.kind === 'bonus' ? (
    'Bonus'
  ) : (
    <>
      <Money minor={line.projectValue} currency={line.sourceCurrency} /> ×{' '}
      {Number(line.commissionRate)} %
    </>
  )

/** How an amount of another currency became one of the payout's. */
const Converted = ({ line }: LineProps) => (
  <span className="block">
    <Money minor={line.sourceAmount} currency={line.sourceCurrency} /> × {line.rate}
    {line.rateOn && `, ${dayWords(line.rateOn)}`}
  </span>
)
