'use client'

import { useField } from '@/components/form/form-context'
import { Checkbox } from '@/components/ui/choice'
import type { MetricInfo } from '@/lib/metrics/answer-schema'
import type { MetricKey } from '@/lib/metrics/schema'
import { limits } from '@/lib/reports/labels'

type FiguresFieldProps = {
  catalogue: readonly MetricInfo[]
  chosen: readonly MetricKey[]
  onChange: (chosen: MetricKey[]) => void
}

/** Which figures, in the order in which they are chosen. */
export function FiguresField({ catalogue, chosen, onChange }: FiguresFieldProps) {
  const { control, error } = useField('metrics', true)
  const full = chosen.length >= limits.metrics
  return (
    <fieldset className="min-w-0" aria-describedby={control['aria-describedby']}>
      <legend className="mb-1.5 font-medium text-sm">Figures</legend>
      <div className="grid max-h-60 gap-x-4 overflow-y-auto rounded-md border px-3 py-2 sm:grid-cols-2">
        {catalogue.map(({ key, label }) => {
          const at = chosen.indexOf(key)
          return (
            <Checkbox
              key={key}
              name="metrics"
              value={key}
              label={label}
              checked={at >= 0}
              disabled={full && at < 0}
              aria-invalid={control['aria-invalid']}
              onChange={({ target }) =>
                onChange(
                  target.checked ? [...chosen, key] : chosen.filter((other) => other !== key),
                )
              }
            />
          )
        })}
      </div>
      {error && (
        <p id={`${control.id}-error`} className="mt-1.5 text-danger text-xs">
          {error}
        </p>
      )}
      <p id={`${control.id}-help`} className="mt-1.5 text-muted text-xs">
        Up to {limits.metrics}. Groups are ordered by the figure that is chosen first.
      </p>
    </fieldset>
  )
}
