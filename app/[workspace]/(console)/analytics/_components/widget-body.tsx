import type { Display } from '@/lib/dashboards/schema'
import type { Answer } from '@/lib/metrics/answer-schema'
import type { Question } from '@/lib/metrics/schema'
import { BreakdownBody } from './breakdown-body'
import { CohortBody } from './cohort-body'
import { FigureBody } from './figure-body'
import { ForecastBody } from './forecast-body'
import type { BoardFrame } from './frame'
import { FunnelBody } from './funnel-body'
import { LtvBody } from './ltv-body'
import { TableBody } from './table-body'
import { TrendBody } from './trend-body'

type WidgetBodyProps = {
  frame: BoardFrame
  question: Question
  display: Display
  title: string
  answer: Answer
}

/** An answer as it is drawn. */
export function WidgetBody({ answer, ...props }: WidgetBodyProps) {
  if (props.display === 'table') return <TableBody {...props} answer={answer} />
  switch (answer.kind) {
    case 'figure':
      return <FigureBody {...props} answer={answer} />
    case 'trend':
      return <TrendBody {...props} answer={answer} />
    case 'breakdown':
      return <BreakdownBody {...props} answer={answer} />
    case 'funnel':
      return <FunnelBody {...props} answer={answer} />
    case 'cohort':
      return <CohortBody {...props} answer={answer} />
    case 'ltv':
      return <LtvBody {...props} answer={answer} />
    case 'forecast':
      return <ForecastBody {...props} answer={answer} />
    default:
      return <TableBody {...props} answer={answer} />
  }
}

/** Tables as they are: nothing else to switch to. */
export const isTableAnyway = ({ kind }: Question) =>
  kind === 'leaderboard' || kind === 'campaigns' || kind === 'cohort' || kind === 'retention'
