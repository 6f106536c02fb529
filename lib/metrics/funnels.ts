import type { Asking } from './answers'
import type { AnswerOf, Question } from './schema'

export async function funnel(
  _asking: Asking,
  _question: Extract<Question, { kind: 'funnel' }>,
): Promise<AnswerOf<'funnel'>> {
  throw new Error('not built yet')
}
