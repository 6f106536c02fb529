import { RadioField } from '@/components/form/radio-field'
import { Card } from '@/components/ui/card'
import { provenDateOrder } from '@/lib/imports/leads/read/date-order'
import type { Column, Mapping } from '@/lib/imports/schema'

const orders = [
  { value: 'day', label: 'Day first', hint: '03/04/2026 is the 3rd of April.' },
  { value: 'month', label: 'Month first', hint: '03/04/2026 is March 4th.' },
]

type DateRuleProps = {
  columns: readonly Column[]
  mapped: Mapping['columns']
  order: Mapping['dateOrder']
}

/** Asked only when dates could be either way round; otherwise the file itself proves it. */
export function DateRule({ columns, mapped, order }: DateRuleProps) {
  const proven = provenDateOrder(columns, mapped)
  if (!proven.order && !proven.ask) return null
  return (
    <Card
      title="Dates"
      description={
        proven.order
          ? 'Some dates of the file can be read one way only, so all are read that way.'
          : 'The dates of this file could be either way round. Say how they were written.'
      }
    >
      <RadioField
        key={`${proven.order}`}
        name="dateOrder"
        label="What comes first"
        options={orders}
        defaultValue={(proven.order ? (order ?? proven.order) : order) ?? undefined}
      />
      <p className="mt-3 text-muted text-xs">
        A date without a time is taken as noon in the time zone of the workspace.
      </p>
    </Card>
  )
}
