'use client'

import { useEffect, useRef, useState } from 'react'
import { useField } from '@/components/form/form-context'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Select } from '@/components/ui/select'
import type { MetricInfo } from '@/lib/metrics/answer-schema'
import { type DimensionKey, dimensionLabels, type MetricKey } from '@/lib/metrics/schema'
import { valuesOf } from '../actions'
import { type FilterDraft, sharedDimensions } from './filters'

type FiltersFieldProps = {
  slug: string
  catalogue: readonly MetricInfo[]
  metrics: readonly MetricKey[]
  filters: readonly FilterDraft[]
  onChange: (filters: FilterDraft[]) => void
}

/** Rows that narrow the figures to one key of a dimension each. */
export function FiltersField({ slug, catalogue, metrics, filters, onChange }: FiltersFieldProps) {
  const shared = sharedDimensions(catalogue, metrics)
  const add = useRef<HTMLButtonElement>(null)
  const [removed, setRemoved] = useState(0)
  const remove = (at: number) => {
    onChange(filters.filter((_, other) => other !== at))
    setRemoved((times) => times + 1)
  }
  // What had the focus is gone; it must not fall out of the form.
  useEffect(() => {
    if (removed > 0) add.current?.focus()
  }, [removed])
  const [first] = shared
  const metric = metrics[0]
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 font-medium text-sm">Filters</legend>
      {metric &&
        filters.map((filter, at) => (
          <FilterRow
            key={at}
            slug={slug}
            metric={metric}
            number={at}
            filter={filter}
            dimensions={shared}
            onChange={(next) => onChange(filters.map((one, other) => (other === at ? next : one)))}
            onRemove={() => remove(at)}
          />
        ))}
      {first && filters.length < 8 && (
        <div>
          <Button
            ref={add}
            size="sm"
            onClick={() => onChange([...filters, { dimension: first, key: null }])}
          >
            <Icon name="plus" /> Add a filter
          </Button>
        </div>
      )}
      {!first && (
        <p className="text-muted text-xs">
          {metrics.length > 1
            ? 'These figures have nothing in common to filter by.'
            : metric
              ? 'This figure has nothing to filter by.'
              : 'Choose figures first.'}
        </p>
      )}
    </fieldset>
  )
}

type FilterRowProps = {
  slug: string
  metric: MetricKey
  number: number
  filter: FilterDraft
  dimensions: readonly DimensionKey[]
  onChange: (filter: FilterDraft) => void
  onRemove: () => void
}

type Values = { key?: string | null | undefined; label: string }[]

function FilterRow(props: FilterRowProps) {
  const { slug, metric, number, filter, dimensions, onChange, onRemove } = props
  const { dimension, key } = filter
  const [values, setValues] = useState<Values | null>(null)
  const { control, error } = useField(`filters.${number}.dimension`, undefined)

  useEffect(() => {
    let gone = false
    setValues(null)
    void valuesOf(slug, { dimension, metric }).then(([refused, found]) => {
      if (!gone) setValues(refused ? [] : found.items)
    })
    return () => {
      gone = true
    }
  }, [slug, dimension, metric])

  // The value that is kept stays a choice, whether or not it is among the largest.
  const known = (values ?? []).filter((value) => value.key !== null && value.key !== undefined)
  const options = [
    { value: '', label: 'None' },
    ...known.map((value) => ({ value: value.key as string, label: value.label })),
    ...(key !== null && !known.some((value) => value.key === key)
      ? [{ value: key, label: values ? key : 'Loading…' }]
      : []),
  ]
  return (
    <div className="flex flex-col gap-1">
      <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-center gap-2">
        <Select
          aria-label={`Filter ${number + 1}`}
          aria-describedby={control['aria-describedby']}
          aria-invalid={control['aria-invalid']}
          options={dimensions.map((value) => ({ value, label: dimensionLabels[value] }))}
          value={dimension}
          onChange={({ target }) =>
            onChange({ dimension: target.value as DimensionKey, key: null })
          }
        />
        <Select
          aria-label={`Value of filter ${number + 1}`}
          options={options}
          value={key ?? ''}
          onChange={({ target }) => onChange({ ...filter, key: target.value || null })}
        />
        <Button icon variant="ghost" aria-label={`Remove filter ${number + 1}`} onClick={onRemove}>
          <Icon name="x" />
        </Button>
      </div>
      {error && (
        <p id={`${control.id}-error`} className="text-danger text-xs">
          {error}
        </p>
      )}
    </div>
  )
}
