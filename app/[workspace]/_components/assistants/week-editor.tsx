'use client'

import { useContext, useId, useState } from 'react'
import { FormContext } from '@/components/form/form-context'
import { weekdayLabels } from '@/lib/assistants/labels'
import {
  formatWeek,
  minutesAhead,
  parseDay,
  type Window,
  weekMinutes,
} from '@/lib/assistants/rules'
import { zoneName } from './presence'
import { WeekRow } from './week-row'
import { onOtherClock, readWeek } from './week-words'

type WeekEditorProps = {
  name: string
  label: string
  defaultValue: readonly Window[]
  zone: string
  /** Whose clock is shown beside, where it differs. */
  otherZone?: string
}

const hoursOf = (minutes: number) =>
  `${Math.floor(minutes / 60)} h${minutes % 60 > 0 ? ` ${minutes % 60} min` : ''}`

/** A week, a line of text a day: "9–12, 13–17:30". Sent as the windows that it says. */
export function WeekEditor({ name, label, defaultValue, zone, otherZone }: WeekEditorProps) {
  const id = useId()
  const [texts, setTexts] = useState(() => formatWeek(defaultValue))
  const refused = useContext(FormContext)?.fields ?? {}
  const { windows, errors } = readWeek(texts)
  const ahead = otherZone && otherZone !== zone ? minutesAhead(otherZone, zone, new Date()) : 0
  const write = (days: readonly number[], text: string) =>
    setTexts(texts.map((old, index) => (days.includes(index) ? text : old)))
  const said = Object.entries(refused).find(([field]) => field.split('.')[0] === name)?.[1]
  return (
    <fieldset data-slot="week-editor" aria-describedby={`${id}-sum`} className="min-w-0">
      <legend className="mb-2 font-medium text-sm">{label}</legend>
      <input type="hidden" name={name} value={JSON.stringify(windows)} />
      <ul className="flex flex-col gap-1.5">
        {weekdayLabels.map((day, index) => {
          const text = texts[index] ?? ''
          const typed = parseDay(index + 1, text) ?? []
          return (
            <WeekRow
              key={day}
              day={day}
              field={`${name}-${index + 1}`}
              text={text}
              onText={(next) => write([index], next)}
              onTidy={() => write([index], tidied(index, text))}
              onCopy={(days) => write(days, text)}
              windows={windows.filter((one) => one.day === index + 1)}
              error={errors[index] ?? null}
              told={Boolean(refused[`${name}-${index + 1}`])}
              elsewhere={
                ahead !== 0 && otherZone && typed.length > 0
                  ? `${onOtherClock(joined(typed), ahead)} in ${zoneName(otherZone)}`
                  : null
              }
            />
          )
        })}
      </ul>
      {said && <p className="mt-2 text-danger text-xs">{said}</p>}
      <p id={`${id}-sum`} className="mt-2 text-muted text-xs">
        {hoursOf(weekMinutes(windows))} a week on the clock of {zoneName(zone)}. Several windows a
        day are fine, and what goes past midnight (22–6) too.
      </p>
    </fieldset>
  )
}

/** What was typed, as it will be written. */
const tidied = (index: number, text: string) => {
  const read = parseDay(index + 1, text)
  return read ? (formatWeek(read)[index] ?? text) : text
}

/** What was typed past midnight, as one again. */
const joined = (windows: readonly Window[]): Window[] => {
  const [first, next] = windows.slice(-2)
  return first && next && next.day !== first.day && next.from === 0
    ? [...windows.slice(0, -2), { ...first, to: 1440 + next.to }]
    : [...windows]
}
