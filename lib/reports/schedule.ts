import { tzOffset } from '@date-fns/tz'
import { type CronExpression, CronExpressionParser } from 'cron-parser'
import { AppError } from '../errors'

/** More often in an hour than this is no report. */
const mostAnHour = 4

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const refuse = (why: string): never => {
  throw new AppError('invalid', 'Please check the marked fields.', { schedule: why })
}

const fieldNames = ['minute', 'hour', 'day of the month', 'month', 'day of the week'] as const

/** The fields over a clock without a zone: its times are written as if they were UTC. */
function parse(schedule: string, wall: number): CronExpression {
  const parts = schedule.trim().split(/\s+/)
  if (parts.length !== 5)
    return refuse(`A schedule has five fields (${fieldNames.join(', ')}), such as 0 8 * * 1.`)
  // The parser knows more than cron: seconds, random fields, nicknames.
  const odd = parts.findIndex((part) => !/^(?:[\d*,\-/#L]|[A-Za-z]{3})+$/.test(part))
  if (odd >= 0) return refuse(`The ${fieldNames[odd]} cannot be “${parts[odd]}”.`)
  try {
    return CronExpressionParser.parse(schedule, { tz: 'UTC', currentDate: new Date(wall) })
  } catch (error) {
    return refuse(`This is no schedule. ${error instanceof Error ? error.message : error}.`)
  }
}

/** What the clocks of a zone show at an instant, written as if it were UTC. */
export const wallOf = (at: number, zone: string) => at + tzOffset(zone, new Date(at)) * MINUTE

/**
 * The instant at which the clocks of a zone show a time: the first of two where they show it twice,
 * and the moment of the jump where they jump over it.
 */
export function instantOf(wall: number, zone: string): number {
  const found = [wall - DAY, wall + DAY]
    .map((near) => wall - (wallOf(near, zone) - near))
    .sort((a, b) => a - b)
  const [early = wall, late = wall] = found
  const shown = found.find((at) => wallOf(at, zone) === wall)
  if (shown !== undefined) return shown
  let [before, after] = [early, late]
  while (after - before > 1000) {
    const middle = Math.floor((before + after) / 2000) * 1000
    if (wallOf(middle, zone) >= wall) after = middle
    else before = middle
  }
  return after
}

const never = () => refuse('This schedule never comes.')

/** The first times of a schedule after an instant. */
export function nextRuns(schedule: string, zone: string, after: Date, count: number): Date[] {
  const times = parse(schedule, wallOf(after.getTime(), zone))
  const runs: Date[] = []
  let last = after.getTime()
  while (runs.length < count) {
    const wall = step(() => times.next().getTime())
    const at = instantOf(wall, zone)
    if (at <= last) continue
    runs.push(new Date(at))
    last = at
  }
  return runs
}

export const nextRun = (schedule: string, zone: string, after: Date) =>
  nextRuns(schedule, zone, after, 1)[0] as Date

/** The last time of a schedule up to an instant. */
export function lastRun(schedule: string, zone: string, upTo: Date): Date {
  // Clocks that were put back have shown later times before.
  const times = parse(schedule, wallOf(upTo.getTime(), zone) + DAY + MINUTE)
  for (;;) {
    const at = instantOf(
      step(() => times.prev().getTime()),
      zone,
    )
    if (at <= upTo.getTime()) return new Date(at)
  }
}

function step(move: () => number): number {
  try {
    return move()
  } catch {
    return never()
  }
}

/** Refuses, under the field `schedule`, what is no schedule of a report. */
export function checkSchedule(schedule: string, zone: string, now: Date): Date {
  const { fields } = parse(schedule, now.getTime())
  if (fields.minute.values.length > mostAnHour)
    refuse(`A report is made at most ${mostAnHour} times an hour.`)
  return nextRun(schedule, zone, now)
}
