import type { Asking } from './answers'
import type { AnswerOf, Question } from './schema'

export async function forecastOf(
  _asking: Asking,
  _question: Extract<Question, { kind: 'forecast' }>,
): Promise<AnswerOf<'forecast'>> {
  throw new Error('not built yet')
}
