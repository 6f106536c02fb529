'use client'

import { SelectField } from '@/components/form/select-field'
import { TextField } from '@/components/form/text-field'
import type { MetricInfo } from '@/lib/metrics/answer-schema'
import { dimensionLabels } from '@/lib/metrics/schema'
import { intervalLabels } from '@/lib/reports/labels'
import { sharedDimensions } from '../../_components/filters'
import type { Change } from './builder'
import type { Draft } from './draft'

type GroupingFieldsProps = { draft: Draft; catalogue: readonly MetricInfo[]; onChange: Change }

const nothing = { value: '', label: 'Nothing' }

/** What each row is of: a key of a dimension, an interval, or both. */
export function GroupingFields({ draft, catalogue, onChange }: GroupingFieldsProps) {
  const shared = sharedDimensions(catalogue, draft.metrics)
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <SelectField
        name="groupBy"
        label="Group by"
        required={false}
        options={[nothing, ...shared.map((value) => ({ value, label: dimensionLabels[value] }))]}
        help={draft.metrics.length > 1 ? 'What all the figures have in common.' : undefined}
        value={draft.groupBy}
        onChange={({ target }) => onChange({ groupBy: target.value as Draft['groupBy'] })}
      />
      <SelectField
        name="interval"
        label="Over time"
        required={false}
        options={[
          nothing,
          ...Object.entries(intervalLabels).map(([value, label]) => ({
            value,
            label: `By ${label.toLowerCase()}`,
          })),
        ]}
        value={draft.interval}
        onChange={({ target }) => onChange({ interval: target.value as Draft['interval'] })}
      />
      {draft.groupBy && (
        <TextField
          name="groupLimit"
          label="Show the largest"
          optional
          type="number"
          inputMode="numeric"
          min={1}
          max={1000}
          help="The others together as one row."
          value={draft.groupLimit}
          onChange={({ target }) => onChange({ groupLimit: target.value })}
        />
      )}
    </div>
  )
}
