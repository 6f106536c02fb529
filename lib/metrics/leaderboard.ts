import type { Asking } from './answers'
import type { AnswerOf, Question } from './schema'

export async function leaderboard(
  _asking: Asking,
  _question: Extract<Question, { kind: 'leaderboard' }>,
): Promise<AnswerOf<'leaderboard'>> {
  throw new Error('not built yet')
}
