import type { Preview } from '@/lib/imports/leads/schema'
import type { Summary } from '@/lib/imports/schema'
import { formatMoney } from '@/lib/money'
import { counted } from '@/lib/words'

const amounts = (sums: Preview['won']) =>
  sums.map(({ amount, currency }) => formatMoney(amount, currency)).join(' and ')

const partnerWords = ({ made, known }: Preview['partners']) =>
  [
    made > 0 && `${counted(made, 'new partner')}, without an invitation`,
    known > 0 && counted(known, 'known partner'),
  ]
    .filter(Boolean)
    .join('; ')

/** What confirming makes of leads. */
export function LeadWords({ preview, paid }: { preview: Preview; paid: boolean }) {
  const { won, partners, commissions } = preview
  const deals = won.reduce((total, sum) => total + sum.count, 0)
  return (
    <ul className="list-disc pl-4">
      <li>{partnerWords(partners)}</li>
      {deals > 0 && (
        <>
          <li>
            {counted(deals, 'won deal')} of {amounts(won)}
          </li>
          <li>
            Commissions of {amounts(commissions)},{' '}
            {paid ? 'kept as paid already' : 'waiting for approval'}
          </li>
        </>
      )}
    </ul>
  )
}

/** What confirming makes of a plain kind, by sort. */
export const SummaryWords = ({ groups }: Summary) => (
  <ul className="list-disc pl-4">
    {groups.map(({ label, count }) => (
      <li key={label}>
        {label}: {count.toLocaleString('en-US')}
      </li>
    ))}
  </ul>
)
