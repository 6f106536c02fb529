import type { EventType } from '@/lib/events/schema'
import { counted } from '@/lib/words'
import type { Words } from './event-words'

type ReportEvent = Extract<EventType, `report.${string}`>

/** What each event of reports says after the name of whoever did it. */
export const reportWords: Record<ReportEvent, Words> = {
  'report.created': ['made this report', 'success'],
  'report.edited': [
    ({ what }) =>
      what === 'paused'
        ? 'paused the schedule'
        : what === 'resumed'
          ? 'resumed the schedule'
          : 'changed the report',
  ],
  'report.deleted': ['deleted the report', 'danger'],
  'report.requested': ['tried again'],
  'report.completed': [({ rows }) => `made it: ${counted(Number(rows), 'row')}`, 'success'],
  'report.failed': ['could not make it', 'danger'],
  'report.outsider_added': [
    ({ recipients }) => `let in from outside the team: ${(recipients as string[]).join(', ')}`,
    'warning',
  ],
  'report.execution_deleted': ['deleted a file and its links', 'warning'],
}
