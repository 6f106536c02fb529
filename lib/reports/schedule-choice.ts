/** A schedule as people choose it, and as the five fields of cron that are kept. Pure: the builder runs it in the browser. */

export const rhythms = ['none', 'daily', 'weekly', 'monthly', 'cron'] as const
export type Rhythm = (typeof rhythms)[number]
export const rhythmLabels: Record<Rhythm, string> = {
  none: 'On demand only',
  daily: 'Every day',
  weekly: 'Every week',
  monthly: 'Every month',
  cron: 'Other (cron)',
}

export const weekdayNames = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
] as const

export type ScheduleChoice = {
  rhythm: Rhythm
  /** "08:00" */
  time: string
  /** 0 is Sunday. */
  weekday: string
  /** 1 to 28, or L for the last day. */
  monthDay: string
  cron: string
}

export const usualChoice: ScheduleChoice = {
  rhythm: 'none',
  time: '08:00',
  weekday: '1',
  monthDay: '1',
  cron: '',
}

/** What is kept; null when the report is made on demand. */
export function scheduleOf({ rhythm, time, weekday, monthDay, cron }: ScheduleChoice) {
  const [hour = '8', minute = '0'] = time.split(':')
  const at = `${Number(minute)} ${Number(hour)}`
  switch (rhythm) {
    case 'none':
      return null
    case 'daily':
      return `${at} * * *`
    case 'weekly':
      return `${at} * * ${weekday}`
    case 'monthly':
      return `${at} ${monthDay} * *`
    default:
      return cron
  }
}

const simple = /^(\d{1,2}) (\d{1,2}) (\*|L|[1-9]|1\d|2[0-8]) \* (\*|[0-6])$/

/** The choice that a kept schedule is of; `cron` when none of the simple ones. */
export function choiceOf(schedule: string | null): ScheduleChoice {
  if (!schedule) return usualChoice
  const [, minute, hour, day, weekday] = simple.exec(schedule) ?? []
  const other = { ...usualChoice, rhythm: 'cron' as const, cron: schedule }
  if (!minute || !hour || !day || !weekday || (day !== '*' && weekday !== '*')) return other
  const chosen = {
    ...usualChoice,
    time: `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`,
    cron: schedule,
  }
  if (day !== '*') return { ...chosen, rhythm: 'monthly', monthDay: day }
  if (weekday !== '*') return { ...chosen, rhythm: 'weekly', weekday }
  return { ...chosen, rhythm: 'daily' }
}

/** "Every Monday at 08:00, Europe/Berlin". */
export function scheduleWords(schedule: string, timezone: string): string {
  const { rhythm, time, weekday, monthDay } = choiceOf(schedule)
  switch (rhythm) {
    case 'daily':
      return `Every day at ${time}, ${timezone}`
    case 'weekly':
      return `Every ${weekdayNames[Number(weekday)]} at ${time}, ${timezone}`
    case 'monthly':
      return `On ${monthDay === 'L' ? 'the last day' : `day ${monthDay}`} of every month at ${time}, ${timezone}`
    default:
      return `Cron ${schedule}, ${timezone}`
  }
}
