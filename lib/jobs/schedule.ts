import { parseCronItems } from 'graphile-worker'
import type { TaskName } from './tasks'

type Scheduled = { task: TaskName; match: string }

/** What happens by the clock, in UTC. One missed while nothing ran is made up for once. */
const schedule: Scheduled[] = [
  { task: 'housekeeping.expire', match: '17 3 * * *' },
  { task: 'payouts.reconcile-all', match: '*/2 * * * *' },
  { task: 'leads.watch-all', match: '23 6 * * *' },
  { task: 'billing.reset-all', match: '*/5 * * * *' },
  { task: 'listings.care-all', match: '*/10 * * * *' },
  { task: 'ledger.check-all', match: '41 * * * *' },
  { task: 'listings.tell-live-all', match: '7 9 * * *' },
  { task: 'routing.assign-all', match: '* * * * *' },
  { task: 'quality.tally-all', match: '29 * * * *' },
  { task: 'queue.tend-all', match: '11 * * * *' },
  { task: 'events.tend', match: '19 * * * *' },
  { task: 'events.check-all', match: '47 * * * *' },
  { task: 'queue.refresh-summary', match: '*/5 * * * *' },
  { task: 'metrics.keep-all', match: '37 * * * *' },
  { task: 'reports.tick-all', match: '* * * * *' },
  { task: 'deadlines.watch-all', match: '* * * * *' },
]

export const cronItems = parseCronItems(
  schedule.map((item) => ({ ...item, options: { backfillPeriod: 86_400_000, maxAttempts: 5 } })),
)
