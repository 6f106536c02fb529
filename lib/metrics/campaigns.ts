import type { Asking } from './answers'
import type { AnswerOf } from './schema'

export async function campaigns(_asking: Asking): Promise<AnswerOf<'campaigns'>> {
  throw new Error('not built yet')
}
