import type { EventType } from '@/lib/events/schema'
import { formatDate } from '@/lib/time'
import type { Data, Words } from './event-words'

type PeopleEvent = Extract<EventType, `assistant.${string}`>

const daysOf = ({ startsOn, endsOn }: Data) =>
  [...new Set([startsOn, endsOn])].map((day) => formatDate(String(day), 'UTC')).join(' to ')

/** What each event of virtual assistants says after the name of whoever did it. */
export const peopleWords: Record<PeopleEvent, Words> = {
  'assistant.invited': ['invited this person', 'success'],
  'assistant.edited': [({ what }) => `changed ${what}`],
  'assistant.left': ['took them out of the team', 'danger'],
  'assistant.brought_back': ['invited them back', 'success'],
  'assistant.leave_added': [(data) => `entered leave: ${daysOf(data)}`, 'info'],
  'assistant.leave_removed': [(data) => `removed the leave of ${daysOf(data)}`],
}
