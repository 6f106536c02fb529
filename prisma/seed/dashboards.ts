import { createDashboard } from '../../lib/dashboards/commands'
import { newDashboard } from '../../lib/dashboards/schema'
import { days } from './chance'
import type { Act } from './stage'
import type { createWorkspace } from './workspace'

type House = Awaited<ReturnType<typeof createWorkspace>>

/** What people have arranged for themselves, and for each other. */
export function dashboardsOf(house: House, now: Date): Act[] {
  const ago = (count: number) => new Date(now.getTime() - days(count))
  const make = (by: Act['by'], at: Date, input: Parameters<typeof newDashboard.parse>[0]): Act => ({
    at,
    by,
    run: (ctx) => createDashboard(ctx, newDashboard.parse(input)),
  })
  const figure = (metric: string, x: number) => ({
    question: { kind: 'figure', metric },
    x,
    y: 0,
    width: 4,
    height: 2,
  })
  // The oldest of one's own is the one that opens.
  return [
    make(() => house.owner, ago(60), { name: 'Agency overview', template: 'money', shared: true }),
    make(() => house.manager, ago(50), { name: 'My week', template: 'work' }),
    make(() => house.owner, ago(40), {
      name: 'Partner review',
      shared: true,
      widgets: [
        figure('partners_joined', 0),
        figure('applications', 4),
        figure('approval_rate', 8),
        {
          title: 'From visit to won deal',
          question: { kind: 'funnel', funnel: 'visitors' },
          x: 0,
          y: 2,
          width: 4,
          height: 5,
        },
        { question: { kind: 'leaderboard', limit: 10 }, x: 4, y: 2, width: 8, height: 5 },
        {
          title: 'Active partners, by the month they joined',
          question: { kind: 'cohort', measure: 'active' },
          x: 0,
          y: 7,
          width: 12,
          height: 5,
        },
      ],
    }),
    make(() => house.manager, ago(12), {
      name: 'Fulfilment at a glance',
      shared: true,
      widgets: [
        figure('submissions', 0),
        figure('listings_live', 4),
        figure('failed_submissions', 8),
        {
          title: 'Submissions by category',
          question: { kind: 'breakdown', metric: 'submissions', dimension: 'category', limit: 8 },
          x: 0,
          y: 2,
          width: 6,
          height: 4,
        },
        {
          title: 'Listings gone live',
          question: { kind: 'trend', metric: 'listings_live' },
          display: 'bars',
          x: 6,
          y: 2,
          width: 6,
          height: 4,
        },
      ],
    }),
  ]
}
