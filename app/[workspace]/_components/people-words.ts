import type { EventType } from '@/lib/events/schema'
import type { Words } from './event-words'

type PeopleEvent = Extract<EventType, `assistant.${string}`>

/** What each event of virtual assistants says after the name of whoever did it. */
export const peopleWords: Record<PeopleEvent, Words> = {
  'assistant.invited': ['invited this person', 'success'],
  'assistant.edited': [({ what }) => `changed ${what}`],
  'assistant.left': ['took them out of the team', 'danger'],
  'assistant.brought_back': ['invited them back', 'success'],
  'assistant.leave_added': [({ days }) => `entered leave: ${days}`, 'info'],
  'assistant.leave_removed': [({ days }) => `removed leave: ${days}`],
}
