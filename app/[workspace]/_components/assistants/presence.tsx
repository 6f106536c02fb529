import type { Tone } from '@/components/ui/badge'
import type { AssistantItem, Presence } from '@/lib/assistants/schema'
import { formatTime } from '@/lib/time'

type Seen = Pick<AssistantItem, 'status' | 'absence'>

/** How somebody stands right now, in a word or two; what keeps them longest comes first. */
export function standing({ status, absence }: Seen): [Tone, string] {
  if (status === 'left') return ['neutral', 'Left']
  if (status === 'invited') return ['info', 'Invited']
  if (absence.includes('on_leave')) return ['neutral', 'On leave']
  if (absence.includes('outside_hours')) return ['neutral', 'Outside hours']
  if (absence.includes('unavailable')) return ['warning', 'Away']
  return ['success', 'At work']
}

export const zoneName = (zone: string) => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')

const dayOf = (at: Date, timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'long', day: 'numeric', month: 'short' })
    .format(at)
    .replace(',', '')

const sameDay = (a: Date, b: Date, zone: string) => dayOf(a, zone) === dayOf(b, zone)

type Clock = { presence: Presence; zone: string; workspaceZone: string; now: Date }

/** When somebody is at work, in a sentence on their own clock, and on the workspace's where it differs. */
export function presenceWords({ presence, zone, workspaceZone, now }: Clock): string {
  if (!presence) return 'No working hours within the next four weeks.'
  const { from, until } = presence
  const here = (at: Date) => {
    const own = formatTime(at, zone)
    const there = formatTime(at, workspaceZone)
    return own === there ? own : `${own} (${there} in ${zoneName(workspaceZone)})`
  }
  const day = (at: Date) => (sameDay(at, now, zone) ? '' : `${dayOf(at, zone)}, `)
  const long = until.getTime() - now.getTime() > 7 * 86_400_000
  if (from <= now)
    return long
      ? 'Working hours now, around the clock.'
      : `Working hours now, until ${day(until)}${here(until)}.`
  return `Working hours begin ${day(from) || 'today, '}${here(from)}.`
}
