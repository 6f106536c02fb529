'use client'

import { SelectField } from '@/components/form/select-field'
import { TextField } from '@/components/form/text-field'
import { comparisonLabels, periodLabels, periodNames } from '@/lib/reports/labels'
import type { Change } from './builder'
import type { Draft } from './draft'

const options = [
  ...periodNames.map((value) => ({ value: value as string, label: periodLabels[value] })),
  { value: 'fixed', label: 'Fixed days' },
]

/** Over which days, and beside which others. */
export function PeriodFields({ draft, onChange }: { draft: Draft; onChange: Change }) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <SelectField
        name="period"
        label="Period"
        options={options}
        value={draft.period}
        onChange={({ target }) => onChange({ period: target.value as Draft['period'] })}
      />
      <SelectField
        name="comparison"
        label="Compare with"
        options={Object.entries(comparisonLabels).map(([value, label]) => ({ value, label }))}
        value={draft.comparison}
        onChange={({ target }) => onChange({ comparison: target.value as Draft['comparison'] })}
      />
      {draft.period === 'fixed' && (
        <>
          <TextField
            name="period.from"
            label="From"
            type="date"
            value={draft.from}
            onChange={({ target }) => onChange({ from: target.value })}
          />
          <TextField
            name="period.to"
            label="To"
            type="date"
            value={draft.to}
            onChange={({ target }) => onChange({ to: target.value })}
          />
        </>
      )}
    </div>
  )
}
