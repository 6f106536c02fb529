'use client'

import { Checkbox } from '@/components/ui/choice'
import type { Candidate } from '@/lib/batches/schema'
import { type Category, categoryLabels, pricingLabels } from '@/lib/directories/labels'
import { formatMoney } from '@/lib/money'
import { methodLabels } from '@/lib/queue/labels'
import { counted } from '@/lib/words'

type CandidateTableProps = {
  candidates: readonly Candidate[]
  chosen: ReadonlyMap<string, Candidate>
  onChoose: (ones: readonly Candidate[], on: boolean) => void
}

const headers = ['Category', 'Pricing', 'Method', 'Authority', 'Approval', 'Days', 'Credits']

/** The directories of the filter; one that cannot be chosen says why. */
export function CandidateTable({ candidates, chosen, onChoose }: CandidateTableProps) {
  const possible = candidates.filter(({ obstacle }) => !obstacle)
  // What lacks something is chosen one by one, knowing it.
  const ready = possible.filter(({ missing }) => missing.length === 0)
  const all = ready.length > 0 && ready.every(({ id }) => chosen.has(id))
  return (
    <section
      className="max-h-[60vh] overflow-auto rounded-lg border bg-raised shadow-card"
      aria-label="Directories"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard
      tabIndex={0}
    >
      <table className="w-full text-sm">
        <caption className="sr-only">Directories that fit the filter</caption>
        <thead className="sticky top-0 z-10 bg-raised text-left text-muted text-xs shadow-[inset_0_-1px_var(--border)]">
          <tr>
            <th scope="col" className="w-10 py-2 pl-3">
              <Checkbox
                aria-label={`Choose all ${ready.length.toLocaleString('en-US')} that lack nothing`}
                checked={all}
                disabled={ready.length === 0}
                onChange={() => onChoose(ready, !all)}
              />
            </th>
            <th scope="col" className="px-3 py-2 font-medium">
              Directory
            </th>
            {headers.map((header, index) => (
              <th
                key={header}
                scope="col"
                className={`whitespace-nowrap px-3 py-2 font-medium max-sm:hidden ${index > 2 ? 'text-right' : ''}`}
              >
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {candidates.map((one) => (
            <CandidateRow
              key={one.id}
              candidate={one}
              checked={chosen.has(one.id)}
              onChange={(on) => onChoose([one], on)}
            />
          ))}
        </tbody>
      </table>
    </section>
  )
}

const categoryOf = ({ category }: Candidate) => categoryLabels[category as Category] ?? category

/** What stands in the columns, in one line: phones have no room for them. */
const factsOf = (one: Candidate, price: string) =>
  [
    categoryOf(one),
    price,
    methodLabels[one.method],
    one.daScore !== null && `authority ${one.daScore}`,
    `${one.expectedApproval} % approval`,
    one.approvalDays !== null && counted(one.approvalDays, 'day'),
    counted(one.credits, 'credit'),
  ]
    .filter(Boolean)
    .join(' · ')

type CandidateRowProps = {
  candidate: Candidate
  checked: boolean
  onChange: (on: boolean) => void
}

function CandidateRow({ candidate, checked, onChange }: CandidateRowProps) {
  const { id, name, obstacle, missing } = candidate
  const price =
    candidate.priceCents === null
      ? pricingLabels[candidate.pricing]
      : formatMoney(candidate.priceCents, candidate.priceCurrency ?? 'USD')
  const numbers = [
    candidate.daScore ?? '–',
    `${candidate.expectedApproval} %`,
    candidate.approvalDays ?? '–',
    candidate.credits,
  ]
  return (
    <tr className="border-b align-top last:border-0 has-checked:bg-subtle">
      <td className="py-2 pl-3">
        <Checkbox
          id={`choose-${id}`}
          aria-label={name}
          aria-describedby={obstacle || missing.length > 0 ? `why-${id}` : undefined}
          checked={checked}
          disabled={obstacle !== null}
          onChange={(event) => onChange(event.target.checked)}
        />
      </td>
      <th scope="row" className="min-w-44 px-3 py-2 text-left font-normal [overflow-wrap:anywhere]">
        <label htmlFor={`choose-${id}`} className={obstacle ? 'text-muted' : undefined}>
          {name}
        </label>
        <span className="block text-muted text-xs sm:hidden">{factsOf(candidate, price)}</span>
        {(obstacle || missing.length > 0) && (
          <span
            id={`why-${id}`}
            className={`block text-xs ${obstacle ? 'text-muted' : 'text-warning'}`}
          >
            {obstacle ?? `${missing.join('. ')}.`}
          </span>
        )}
      </th>
      <td className="whitespace-nowrap px-3 py-2 max-sm:hidden">{categoryOf(candidate)}</td>
      <td className="whitespace-nowrap px-3 py-2 max-sm:hidden">{price}</td>
      <td className="whitespace-nowrap px-3 py-2 max-sm:hidden">
        {methodLabels[candidate.method]}
      </td>
      {numbers.map((value, index) => (
        <td
          key={headers[index + 3]}
          className="whitespace-nowrap px-3 py-2 text-right tabular-nums max-sm:hidden"
        >
          {value}
        </td>
      ))}
    </tr>
  )
}
