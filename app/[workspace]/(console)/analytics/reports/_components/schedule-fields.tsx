'use client'

import { useEffect, useState } from 'react'
import { SelectField } from '@/components/form/select-field'
import { TextField } from '@/components/form/text-field'
import {
  type Rhythm,
  rhythmLabels,
  rhythms,
  type ScheduleChoice,
  scheduleOf,
  weekdayNames,
} from '@/lib/reports/schedule-choice'
import { upcomingRuns } from '../actions'
import type { Change } from './builder'
import type { Draft } from './draft'

type ScheduleFieldsProps = {
  slug: string
  draft: Draft
  period: unknown
  zones: readonly string[]
  onChange: Change
}

const weekdays = [1, 2, 3, 4, 5, 6, 0].map((day) => ({
  value: String(day),
  label: weekdayNames[day] as string,
}))
const monthDays = [
  ...Array.from({ length: 28 }, (_, at) => ({ value: String(at + 1), label: `Day ${at + 1}` })),
  { value: 'L', label: 'The last day' },
]

/** When it is made by itself, in words and as the next three times. */
export function ScheduleFields({ slug, draft, period, zones, onChange }: ScheduleFieldsProps) {
  const choice = draft.schedule
  const { rhythm } = choice
  const put = (part: Partial<ScheduleChoice>) => onChange({ schedule: { ...choice, ...part } })
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          // A refusal of what the simple choices make has no field of its own.
          name={rhythm === 'cron' ? 'rhythm' : 'schedule'}
          label="Schedule"
          options={rhythms.map((value) => ({ value, label: rhythmLabels[value] }))}
          value={rhythm}
          onChange={({ target }) =>
            put({
              rhythm: target.value as Rhythm,
              ...(target.value === 'cron' ? { cron: scheduleOf(choice) ?? '0 8 * * 1' } : {}),
            })
          }
        />
        {rhythm === 'weekly' && (
          <SelectField
            name="weekday"
            label="On"
            options={weekdays}
            value={choice.weekday}
            onChange={({ target }) => put({ weekday: target.value })}
          />
        )}
        {rhythm === 'monthly' && (
          <SelectField
            name="monthDay"
            label="On"
            options={monthDays}
            value={choice.monthDay}
            onChange={({ target }) => put({ monthDay: target.value })}
          />
        )}
        {rhythm === 'cron' && (
          <TextField
            name="schedule"
            label="Cron"
            className="font-mono"
            help="Minute, hour, day of the month, month, day of the week."
            value={choice.cron}
            onChange={({ target }) => put({ cron: target.value })}
          />
        )}
        {rhythm !== 'none' && rhythm !== 'cron' && (
          <TextField
            name="time"
            label="At"
            type="time"
            value={choice.time}
            onChange={({ target }) => put({ time: target.value || '08:00' })}
          />
        )}
        {rhythm !== 'none' && (
          <SelectField
            name="timezone"
            label="Time zone"
            options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
            value={draft.timezone}
            onChange={({ target }) => onChange({ timezone: target.value })}
          />
        )}
      </div>
      <NextRuns
        slug={slug}
        schedule={scheduleOf(choice)}
        timezone={draft.timezone}
        period={period}
      />
    </>
  )
}

type Upcoming = { words: string; runs: { words: string; period: string }[] }
type NextRunsProps = { slug: string; schedule: string | null; timezone: string; period: unknown }

function NextRuns({ slug, schedule, timezone, period }: NextRunsProps) {
  const [found, setFound] = useState<Upcoming | string | null>(null)
  const asked = JSON.stringify({ schedule, timezone, period })

  useEffect(() => {
    const input = JSON.parse(asked) as { schedule: string | null }
    if (!input.schedule) return setFound(null)
    let gone = false
    const look = async () => {
      const [refused, upcoming] = await upcomingRuns(slug, input)
      if (!gone) setFound(refused ? (refused.fields?.schedule ?? null) : upcoming)
    }
    const timer = setTimeout(() => void look(), 300)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [slug, asked])

  if (!found || !schedule) return null
  return (
    <div role="status" className="rounded-md border bg-subtle px-3 py-2.5 text-sm">
      {typeof found === 'string' ? (
        <p className="text-danger">{found}</p>
      ) : (
        <>
          <p className="font-medium">{found.words}</p>
          <ul className="mt-1 flex flex-col gap-0.5 text-muted text-xs">
            {found.runs.map((run) => (
              <li key={run.words}>
                {run.words}: {run.period}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
