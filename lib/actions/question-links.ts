import { sql } from 'kysely'
import type { CommandContext, QueryContext } from '../api/context'
import type { Actor } from '../auth/actor'
import { hashToken } from '../auth/link-token'
import { AppError } from '../errors'
import type { LinkedQuestion } from './schema'

const unknown = () =>
  new AppError('not_found', 'This link is not valid. Please use the newest mail.')

const refusals: Record<string, string> = {
  answered: 'This question was answered already. Thank you.',
  over: 'This question has settled itself. There is nothing to answer any more.',
  expired: 'This link has expired. Please answer in your area, or write to us.',
}

/** The question that a link in a mail asks. */
export async function questionOf(
  { db, now }: QueryContext<Actor>,
  { token }: { token: string },
): Promise<LinkedQuestion> {
  const { rows } = await sql<LinkedQuestion>`
    select * from question_by_token(${hashToken(token)}, ${now}::timestamptz)`.execute(db)
  if (!rows[0]) throw unknown()
  return rows[0]
}

/** The answer by a link, once; of two at once the second is told. */
export async function answerByLink(
  { db, now }: CommandContext<Actor>,
  { token, answer }: { token: string; answer: string },
) {
  const { rows } = await sql<{ outcome: string | null }>`
    select answer_by_token(${hashToken(token)}, ${answer}, ${now}::timestamptz) as outcome`.execute(
    db,
  )
  const outcome = rows[0]?.outcome
  if (!outcome) throw unknown()
  if (outcome !== 'taken') throw new AppError('conflict', refusals[outcome] ?? outcome)
  return { received: true as const }
}
