import type { Asking } from './answers'
import type { AnswerOf, Question } from './schema'

export async function cohorts(
  _asking: Asking,
  _question: Extract<Question, { kind: 'cohort' }>,
): Promise<AnswerOf<'cohort'>> {
  throw new Error('not built yet')
}
