'use client'

import { useId } from 'react'
import { Input } from '@/components/ui/input'
import { Menu } from '@/components/ui/menu'
import { weekdayLabels } from '@/lib/assistants/labels'
import type { Window } from '@/lib/assistants/rules'
import { DayBar } from './day-bar'

type WeekRowProps = {
  day: string
  field: string
  text: string
  onText: (text: string) => void
  onTidy: () => void
  onCopy: (days: readonly number[]) => void
  windows: readonly Window[]
  error: string | null
  /** The form was refused for it, so the error is shown at once. */
  told: boolean
  elsewhere: string | null
}

const workdays = [0, 1, 2, 3, 4]
const everyDay = [0, 1, 2, 3, 4, 5, 6]

export function WeekRow(props: WeekRowProps) {
  const { day, field, text, onText, onTidy, onCopy, windows, error, told, elsewhere } = props
  const id = useId()
  const after = (weekdayLabels as readonly string[]).indexOf(day) + 1
  return (
    <li className="grid grid-cols-[5.5rem_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 sm:grid-cols-[5.5rem_minmax(9rem,15rem)_minmax(0,1fr)_auto]">
      <label htmlFor={id} data-label={day} className="text-sm">
        {day}
      </label>
      <Input
        id={id}
        ref={(element) => element?.setCustomValidity(error ?? '')}
        data-field={field}
        controlSize="sm"
        autoComplete="off"
        inputMode="text"
        placeholder="Off"
        value={text}
        aria-invalid={error && told ? true : undefined}
        aria-describedby={error || elsewhere ? `${id}-note` : undefined}
        onChange={(event) => onText(event.target.value)}
        onBlur={onTidy}
        className="tabular-nums"
      />
      <span className="max-sm:order-last max-sm:col-span-3">
        <DayBar windows={windows} />
      </span>
      <Menu
        size="sm"
        variant="ghost"
        align="end"
        aria-label={`Copy the hours of ${day}`}
        items={[
          { label: 'Copy to the next day', onSelect: () => onCopy([after % 7]) },
          { label: 'Copy to Monday to Friday', onSelect: () => onCopy(workdays) },
          { label: 'Copy to every day', onSelect: () => onCopy(everyDay) },
        ]}
      >
        Copy
      </Menu>
      {(error || elsewhere) && (
        <p
          id={`${id}-note`}
          className={`col-span-full sm:col-start-2 sm:col-end-4 ${error ? 'text-danger text-xs' : 'text-muted text-xs'}`}
        >
          {error ?? elsewhere}
        </p>
      )}
    </li>
  )
}
