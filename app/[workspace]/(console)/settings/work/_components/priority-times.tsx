'use client'

import { useContext } from 'react'
import { FormContext } from '@/components/form/form-context'
import type { FormValues } from '@/components/form/form-values'
import { Input } from '@/components/ui/input'
import { formatMinutes, parseMinutes } from '@/lib/deadlines/rules'
import { priorities, priorityLabels } from '@/lib/routing/labels'

const unreadable = 'Write a time such as 45 min, 4 h or 1 h 30 min.'
const field = (priority: number) => `minutes-${priority}`

/** The five times as minutes; what cannot be read is refused in the browser already. */
export function readTimes(values: FormValues): Record<string, unknown> {
  const rest: Record<string, unknown> = { ...values }
  const deadlineMinutes = priorities.map((priority) => {
    delete rest[field(priority)]
    return parseMinutes(String(values[field(priority)] ?? ''))
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
        {priorities.map((priority) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside
          <label
            key={priority}
            className="flex flex-col gap-1 text-sm"
            data-label={priorityLabels[priority]}
          >
            <span className="text-muted text-xs">
              {priority} · {priorityLabels[priority]}
            </span>
            <Input
              name={field(priority)}
              required
              autoComplete="off"
              defaultValue={formatMinutes(minutes[priority - 1] ?? 0)}
              aria-invalid={fields[field(priority)] ? true : undefined}
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
