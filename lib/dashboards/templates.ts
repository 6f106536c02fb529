import type { z } from 'zod'
import type { Role } from '../auth/permissions'
import { type DimensionKey, type MetricKey, question as questionSchema } from '../metrics/schema'
import type { Dashboard, Display, Template, TemplateKey, Widget } from './schema'

/** What is asked, how wide and how tall it stands. */
type Asked = z.input<typeof questionSchema>
type Cell = [
  asked: Asked,
  width: number,
  height: number,
  more?: { title?: string; display?: Display },
]

type Plan = Omit<Template, 'key'> & { rows: Cell[][] }

const figures = (...metrics: MetricKey[]): Cell[] =>
  metrics.map((metric) => [{ kind: 'figure', metric }, 3, 2])

const by = (metric: MetricKey, dimension: DimensionKey): Asked => ({
  kind: 'breakdown',
  metric,
  dimension,
  limit: 5,
})

const plans: Record<TemplateKey, Plan> = {
  money: {
    name: 'Money and pipeline',
    description: 'What was won and earned, where it came from, and where it goes.',
    rows: [
      figures('won_value', 'commissions_earned', 'payouts_paid', 'win_rate'),
      [
        [{ kind: 'trend', metric: 'won_value' }, 8, 5, { title: 'Won value over time' }],
        [{ kind: 'funnel', funnel: 'pipeline' }, 4, 5, { title: 'Pipeline' }],
      ],
      [
        [by('won_value', 'partner'), 4, 3, { title: 'Won value by partner' }],
        [by('won_value', 'source'), 4, 3, { title: 'Won value by source' }],
        [by('commissions_earned', 'tier'), 4, 3, { title: 'Commissions by tier' }],
      ],
      [
        [{ kind: 'forecast', metric: 'won_value' }, 8, 4, { title: 'Won value, ahead' }],
        [{ kind: 'ltv' }, 4, 4, { title: 'Value of a partner' }],
      ],
      [
        [{ kind: 'leaderboard', limit: 10 }, 8, 4, { title: 'Partners' }],
        [{ kind: 'funnel', funnel: 'programme' }, 4, 4, { title: 'Partner programme' }],
      ],
      [
        [
          { kind: 'cohort', measure: 'revenue' },
          12,
          5,
          { title: 'What partners bring, by the month they joined' },
        ],
      ],
    ],
  },
  work: {
    name: 'Pipeline and work',
    description: 'New leads, submissions and tasks: what comes in, what gets done, what fails.',
    rows: [
      figures('leads', 'won_deals', 'submissions', 'tasks_completed'),
      [
        [{ kind: 'trend', metric: 'leads' }, 8, 5, { title: 'Leads over time' }],
        [{ kind: 'funnel', funnel: 'pipeline' }, 4, 5, { title: 'Pipeline' }],
      ],
      figures('days_to_close', 'listing_approval_rate', 'failed_submissions', 'tasks_on_time'),
      [
        [
          { kind: 'trend', metric: 'submissions', groupBy: 'method' },
          8,
          4,
          { title: 'Submissions by method', display: 'bars' },
        ],
        [by('failed_submissions', 'reason'), 4, 4, { title: 'Why submissions fail' }],
      ],
      [
        [by('tasks_completed', 'assistant'), 4, 3, { title: 'Tasks by assistant' }],
        [by('tasks_opened', 'taskType'), 4, 3, { title: 'Tasks by type' }],
        [by('submissions', 'category'), 4, 3, { title: 'Submissions by category' }],
      ],
      [[{ kind: 'forecast', metric: 'tasks_opened' }, 12, 4, { title: 'Tasks, ahead' }]],
      [[{ kind: 'campaigns' }, 12, 3, { title: 'Campaigns' }]],
    ],
  },
}

function widgetsOf(key: TemplateKey): Widget[] {
  let y = 0
  return plans[key].rows.flatMap((row) => {
    let x = 0
    const top = y
    y += Math.max(...row.map(([, , height]) => height))
    return row.map(
      ([asked, width, height, { title = null, display = 'chart' as Display } = {}]) => {
        const at = { x, y: top, width, height }
        x += width
        const question = questionSchema.parse(asked)
        return { id: `${key}-${top}-${at.x}`, title, question, display, ...at }
      },
    )
  })
}

const templateOf = (key: TemplateKey): Dashboard => ({
  id: null,
  name: plans[key].name,
  shared: false,
  template: key,
  own: false,
  ownerName: null,
  version: 1,
  widgets: widgetsOf(key),
})

const built: Record<TemplateKey, Dashboard> = {
  money: templateOf('money'),
  work: templateOf('work'),
}

/** A dashboard that nobody made: everybody has it until they arrange their own. */
export const dashboardOf = (key: TemplateKey): Dashboard => built[key]

/** What a role begins with. */
export const templateFor = (role: Role): TemplateKey => (role === 'manager' ? 'work' : 'money')

/** All of them, the role's own first. */
export const templatesFor = (role: Role): Template[] =>
  (Object.keys(plans) as TemplateKey[])
    .sort((a, b) => Number(b === templateFor(role)) - Number(a === templateFor(role)))
    .map((key) => ({ key, name: plans[key].name, description: plans[key].description }))
