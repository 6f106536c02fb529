import type { AnswerOf } from '../metrics/answer-schema'

const periods = { day: 'Day', week: 'Week', month: 'Month' } as const

/** How cohorts are called, drawn and in a table: partners who joined, or people who began with something. */
export function cohortWords({ of, interval, cohorts }: AnswerOf<'cohort'>) {
  const partners = of === 'partners'
  const estimated = cohorts.some(({ cells }) => cells.some((cell) => cell?.margin !== undefined))
  return {
    period: periods[interval],
    began: partners ? 'Joined' : interval === 'week' ? 'Week of' : periods[interval],
    who: partners ? 'Partners' : 'People',
    nobody: partners ? 'No partner has joined yet.' : 'Nobody began in these days.',
    foot: `By ${interval}s since ${partners ? 'they joined' : 'the first time'}. * the ${interval} is not over yet.${estimated ? ' Estimated: how closely is told under “About”.' : ''}`,
  }
}

/** How many periods any of them has lived through: the columns of a table. */
export const periodsOf = (cohorts: AnswerOf<'cohort'>['cohorts']): number =>
  Math.max(0, ...cohorts.map(({ cells }) => cells.findLastIndex((cell) => cell !== null) + 1))
