import type { FormValues } from '@/components/form/form-values'
import type { Display, Widget } from '@/lib/dashboards/schema'
import type { QuestionKind } from '@/lib/metrics/schema'
import type { FilterDraft } from './filters'
import { peopleQuestionOf } from './people-question'

export const kindLabels: Record<QuestionKind, string> = {
  figure: 'One figure',
  trend: 'A figure over time',
  breakdown: 'A figure by its parts',
  funnel: 'A funnel',
  forecast: 'A forecast',
  leaderboard: 'The best partners',
  'event-funnel': 'Steps of people, by their events',
  cohort: 'Partners by the month they joined',
  retention: 'People who came back',
  ltv: 'What a partner is worth',
  campaigns: 'Campaigns',
}

const sizes: Record<QuestionKind, [width: number, height: number]> = {
  figure: [3, 2],
  trend: [6, 4],
  breakdown: [4, 4],
  funnel: [4, 4],
  'event-funnel': [4, 4],
  cohort: [8, 5],
  retention: [8, 5],
  ltv: [4, 4],
  leaderboard: [6, 4],
  forecast: [6, 4],
  campaigns: [12, 4],
}

/** What the form says, as a question; the door says what is wrong with it. */
function questionOf(values: FormValues) {
  const { kind, metric, dimension, interval, funnel, windowDays, measure } = values
  switch (kind) {
    case 'trend':
      return { kind, metric, groupBy: dimension, interval }
    case 'breakdown':
      return { kind, metric, dimension, limit: 8 }
    case 'funnel':
      return { kind, funnel, windowDays }
    case 'cohort':
      return { kind, measure }
    case 'event-funnel':
    case 'retention':
      return peopleQuestionOf(values)
    case 'forecast':
    case 'figure':
      return { kind, metric }
    default:
      return { kind }
  }
}

/** Whether rows may be left out of it. */
export const isNarrowable = (kind: QuestionKind) =>
  kind === 'figure' || kind === 'trend' || kind === 'breakdown'

/** The same, narrowed by what has no field of its own in the form. */
export function plannedQuestion(values: FormValues, filters: readonly FilterDraft[]) {
  const question = questionOf(values)
  return filters.length > 0 && isNarrowable(values.kind as QuestionKind)
    ? { ...question, filters }
    : question
}

export function planned(values: FormValues, widget: Widget | null) {
  const [width, height] = sizes[values.kind as QuestionKind]
  return {
    title: typeof values.title === 'string' ? values.title : null,
    display: (values.display ?? 'chart') as Display,
    width: widget?.width ?? width,
    height: widget?.height ?? height,
  }
}
