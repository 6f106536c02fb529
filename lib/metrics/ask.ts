import type { Answer } from './answer-schema'
import { type Asking, breakdown, figure, trend } from './answers'
import { campaigns } from './campaigns'
import { cohorts } from './cohorts'
import { eventFunnel } from './event-funnels'
import { forecastOf } from './forecasts'
import { funnel } from './funnels'
import { leaderboard } from './leaderboard'
import { lifetimeValue } from './lifetime-value'
import { retention } from './retention'
import type { Question } from './schema'

/** The answer to any question, as the actor whose transaction `asking.db` is. */
export function ask(asking: Asking, question: Question): Promise<Answer> {
  switch (question.kind) {
    case 'figure':
      return figure(asking, question)
    case 'trend':
      return trend(asking, question)
    case 'breakdown':
      return breakdown(asking, question)
    case 'funnel':
      return funnel(asking, question)
    case 'cohort':
      return cohorts(asking, question)
    case 'ltv':
      return lifetimeValue(asking)
    case 'leaderboard':
      return leaderboard(asking, question)
    case 'forecast':
      return forecastOf(asking, question)
    case 'campaigns':
      return campaigns(asking)
    case 'event-funnel':
      return eventFunnel(asking, question)
    case 'retention':
      return retention(asking, question)
  }
}
