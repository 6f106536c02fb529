import type { EventType } from '@/lib/events/schema'
import { counted } from '@/lib/words'
import type { Words } from './event-words'

type FulfilmentEvent = Extract<
  EventType,
  `${'customer' | 'credits' | 'directory' | 'batch' | 'listing' | 'action'}.${string}`
>

/** What each event of customers, batches and listings says after the name of whoever did it. */
export const fulfilmentWords: Record<FulfilmentEvent, Words> = {
  'customer.created': ['made this customer', 'success'],
  'customer.edited': ['edited the profile'],
  'customer.subscribed': [({ to }) => `changed the subscription: ${to}`, 'info'],
  'customer.period_started': ['started a new billing period'],
  'customer.archived': ['archived the customer', 'warning'],
  'customer.restored': ['restored the customer', 'success'],
  'credits.granted': [({ credits }) => `granted ${counted(Number(credits), 'credit')}`, 'info'],
  'directory.added': ['added the directory', 'success'],
  'directory.edited': ['edited the directory'],
  'directory.switched': [({ on }) => (on ? 'switched it on' : 'switched it off'), 'warning'],
  'batch.queued': [({ items }) => `queued ${counted(Number(items), 'submission')}`, 'info'],
  'batch.paused': ['paused the batch', 'warning'],
  'batch.resumed': ['resumed the batch', 'info'],
  'batch.stopped': ['stopped the batch at a failure', 'danger'],
  'batch.cancelled': [({ items }) => `cancelled ${counted(Number(items), 'submission')}`, 'danger'],
  'batch.finished': ['finished the batch', 'success'],
  'batch.retried': [({ items }) => `queued ${counted(Number(items), 'submission')} again`, 'info'],
  'batch.edited': ['edited the batch'],
  'listing.submitted': ['submitted it', 'info'],
  'listing.under_review': ['heard that the directory is reviewing it'],
  'listing.approved': ['found it live', 'success'],
  'listing.rejected': ['recorded that the directory rejected it', 'danger'],
  'listing.revision_needed': ['recorded that the directory wants changes', 'warning'],
  'listing.resubmitted': ['submitted it again', 'info'],
  'listing.expired': ['recorded that it expired', 'warning'],
  'listing.removed': ['found that it is gone', 'danger'],
  'listing.failed': [({ error }) => `could not submit it: ${error}`, 'danger'],
  'listing.replaced': [({ directory }) => `put ${directory} in its place`, 'info'],
  'listing.checked': [({ finding }) => `checked it: ${finding}`],
  'listing.edited': ['edited the listing'],
  'action.opened': [({ title }) => `needs a person: ${title}`, 'warning'],
  'action.assigned': [
    ({ to, from, mode }) =>
      `gave it to ${to}${from ? ` instead of ${from}` : ''}${mode === 'manual' ? '' : ' by rule'}`,
    'info',
  ],
  'action.unassigned': [({ from }) => `took it from ${from ?? 'its holder'}, for anybody to take`],
  'action.reprioritised': [({ from, to }) => `changed the priority from ${from} to ${to}`],
  'action.cancelled': ['cancelled it', 'danger'],
  'action.reviewed': ['reviewed it'],
  'action.appealed': ['objected to the review', 'warning'],
  'action.ruled': [
    ({ status, score }) =>
      status === 'changed' ? `ruled that the score is ${score}` : 'ruled that the review stands',
    'info',
  ],
  'action.claimed': ['began', 'neutral'],
  'action.returned': ['put back: nobody was heard of any more', 'warning'],
  'action.asked': [({ question }) => `asked: ${question}`, 'warning'],
  'action.answered': ['answered', 'success'],
  'action.completed': ['finished what was to do', 'success'],
  'action.noted': [({ note }) => `noted: ${note}`],
  'action.skipped': ['skipped it'],
  'action.declined': ['declined it', 'warning'],
  'action.snoozed': ['put it off'],
  'action.blocked': ['cannot go on for now', 'warning'],
  'action.handed_over': [({ to }) => (to ? `handed it over to ${to}` : 'handed it over'), 'info'],
  'action.released': ['gave it back'],
  'action.warned': ['warned: most of its time has passed', 'warning'],
  'action.escalated': ['escalated: its time is over', 'danger'],
  'action.unroutable': ['found nobody who could take it', 'danger'],
  'action.resumed': ['brought it back to follow up', 'info'],
}
