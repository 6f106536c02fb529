import { weekdayLabels } from '@/lib/assistants/labels'
import { clockOf, overlapping, parseDay, type Window } from '@/lib/assistants/rules'

const unreadable = 'Write hours such as 9–12, 13–17:30. Leave it empty for a day off.'

const meeting = (texts: readonly string[], index: number, [a, b]: [Window, Window]) => {
  const name = weekdayLabels[a.day - 1]
  const both = `${clockOf(a.from)}–${clockOf(a.to)} and ${clockOf(b.from)}–${clockOf(b.to)}`
  const past =
    a.from === 0 &&
    texts[index] !== undefined &&
    parseDay(a.day, texts[index])?.every((one) => one.from !== 0)
  return past
    ? `The day before goes past midnight: on ${name} ${both} overlap.`
    : `${both} overlap. Leave only one of them.`
}

export type ReadWeek = { windows: Window[]; errors: (string | null)[] }

/** A week as it is typed, a text a day; an error stands at the day that it is about. */
export function readWeek(texts: readonly string[]): ReadWeek {
  const errors: (string | null)[] = texts.map(() => null)
  const windows: Window[] = []
  for (const [index, text] of texts.entries()) {
    const read = parseDay(index + 1, text)
    if (read) windows.push(...read)
    else errors[index] = unreadable
  }
  const found = overlapping(windows)
  if (found) {
    const index = found[0].day - 1
    errors[index] ??= meeting(texts, index, found)
  }
  return { windows, errors }
}

const short = (day: number) => weekdayLabels[((day % 7) + 7) % 7]?.slice(0, 3)

/** The hours of one day on another clock, which may be of the day before or after. */
export function onOtherClock(windows: readonly Window[], ahead: number): string {
  return windows
    .map(({ day, from, to }) => {
      const at = (minute: number) => {
        const moved = minute + ahead
        const shift = Math.floor(moved / 1440)
        return { shift, clock: clockOf(moved - shift * 1440) }
      }
      const begin = at(from)
      const end = at(to)
      return `${begin.shift === 0 ? '' : `${short(day - 1 + begin.shift)} `}${begin.clock}–${end.clock}`
    })
    .join(', ')
}
