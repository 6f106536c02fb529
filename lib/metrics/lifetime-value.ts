import type { Asking } from './answers'
import type { AnswerOf } from './schema'

export async function lifetimeValue(_asking: Asking): Promise<AnswerOf<'ltv'>> {
  throw new Error('not built yet')
}
