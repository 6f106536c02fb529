'use client'

import { useContext } from 'react'
import { FormContext } from '@/components/form/form-context'
import type { FormValues } from '@/components/form/form-values'
import { Input } from '@/components/ui/input'
import { priorityLabels } from '@/lib/deadlines/labels'
import { formatMinutes, parseMinutes } from '@/lib/deadlines/rules'

const unreadable = 'Write a time such as 45 min, 4 h or 1 h 30 min.'
const field = (index: number) => `minutes-${index + 1}`

/** The five times as minutes; what cannot be read is refused in the browser already. */
export function readTimes(values: FormValues): Record<string, unknown> {
  const rest: Record<string, unknown> = { ...values }
  const deadlineMinutes = priorityLabels.map((_, index) => {
    delete rest[field(index)]
    return parseMinutes(String(values[field(index)] ?? ''))
  })
  return { ...rest, deadlineMinutes }
}

/** By when a task of each priority is due, in time of work. */
export function PriorityTimes({ minutes }: { minutes: readonly number[] }) {
  const fields = useContext(FormContext)?.fields ?? {}
  const error =
    Object.entries(fields).find(([name]) => /^(deadlineMinutes|minutes-)/.test(name))?.[1] ?? null
  return (
    <fieldset>
      <legend className="mb-2 font-medium text-sm">Due within, by priority</legend>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-5">
        {priorityLabels.map((label, index) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside
          <label key={label} className="flex flex-col gap-1 text-sm" data-label={label}>
            <span className="text-muted text-xs">
              {index + 1} · {label}
            </span>
            <Input
              name={field(index)}
              required
              autoComplete="off"
              defaultValue={formatMinutes(minutes[index] ?? 0)}
              aria-invalid={fields[field(index)] ? true : undefined}
              onChange={({ target }) =>
                target.setCustomValidity(parseMinutes(target.value) === null ? unreadable : '')
              }
              className="tabular-nums"
            />
          </label>
        ))}
      </div>
      {error && <p className="mt-2 text-danger text-xs">{error}</p>}
      <p className="mt-2 text-muted text-xs">
        Time of work: with nine hours a day, 24 h are nearly three days.
      </p>
    </fieldset>
  )
}
