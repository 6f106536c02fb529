'use client'

import { useEffect, useState } from 'react'
import { SelectField } from '@/components/form/select-field'
import type { Window } from '@/lib/assistants/rules'
import { WeekEditor } from './week-editor'

type HoursFieldsProps = {
  zone: string
  zones: readonly string[]
  workspaceZone: string
  hours: readonly Window[]
  /** Nobody has confirmed the zone yet, so the browser's is a better guess. */
  guess?: boolean
}

/** The time zone and the week that is written on its clock. */
export function HoursFields({ zone, zones, workspaceZone, hours, guess }: HoursFieldsProps) {
  const [chosen, setChosen] = useState(zone)
  const [guessed, setGuessed] = useState(false)
  useEffect(() => {
    if (!guess) return
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone
    if (own === zone || !zones.includes(own)) return
    setChosen(own)
    setGuessed(true)
  }, [guess, zone, zones])
  return (
    <>
      <SelectField
        name="timezone"
        label="Time zone"
        value={chosen}
        onChange={(event) => setChosen(event.target.value)}
        options={zones.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
        help={
          guessed
            ? 'Your browser says so. Change it if it is wrong.'
            : 'Hours and leave are on its clock.'
        }
        className="max-w-md"
      />
      <WeekEditor
        name="workingHours"
        label="Working hours"
        defaultValue={hours}
        zone={chosen}
        otherZone={workspaceZone}
      />
    </>
  )
}
