import { hrefWith, type TableUrl } from '@/components/table/table-url'
import type { Row } from '@/lib/metrics/rows-schema'

export const subjectWords: Record<Row['subject'], readonly [one: string, many: string]> = {
  visitor: ['visitor', 'visitors'],
  application: ['application', 'applications'],
  partner: ['partner', 'partners'],
  lead: ['lead', 'leads'],
  commission: ['commission', 'commissions'],
  payout: ['payout', 'payouts'],
  customer: ['customer', 'customers'],
  listing: ['listing', 'listings'],
  item: ['queue item', 'queue items'],
  task: ['task', 'tasks'],
  call: ['call', 'calls'],
  event: ['event', 'events'],
  cost: ['cost of a day', 'costs of a day'],
  person: ['person', 'people'],
}

/** Where the record of a row is looked at: its page, or its sheet in a list. */
const places: Record<Exclude<Row['subject'], 'event'>, string> = {
  visitor: 'applications?open=',
  application: 'applications?open=',
  partner: 'partners/',
  lead: 'leads/',
  commission: 'commissions?open=',
  payout: 'payouts/',
  customer: 'customers/',
  listing: 'listings/',
  item: 'listings/',
  task: 'work/actions?open=',
  call: 'leads/',
  cost: 'analytics/campaigns#',
  person: 'partners/',
}

/** The record of a row; without one, the row itself among the others. */
export const recordHref = (
  slug: string,
  url: TableUrl,
  { subject, opens, opensAs, id }: Row,
): string =>
  subject === 'event' || !opens
    ? hrefWith(url, { open: id })
    : `/${slug}/${places[opensAs ?? subject]}${opens}`
