import { sql } from 'kysely'
import type { Member } from '../auth/actor'
import { readAs } from '../db/with-actor'
import { AppError } from '../errors'
import { ask } from '../metrics/ask'
import { catalogue } from '../metrics/catalogue'
import type { Answer, Comparison, Question, Range } from '../metrics/schema'
import type { Result, Widget } from './schema'

/** So many widgets of one dashboard are asked at a time: others have questions too. */
const atOnce = 4
/** One that takes longer is stopped, and says so. */
const longest = '10s'
/** For so long an answer is everybody's in the workspace who asks the same. */
const keptMs = 1000

type Frame = {
  actor: Member
  now: Date
  range: Range
  comparison: Comparison
  eventsAsOf?: Date
}

const askOnce = (
  { actor, now, range, comparison, eventsAsOf }: Frame,
  question: Question,
): Promise<Answer> =>
  readAs(actor, (db) => {
    // Travels with the questions; if it failed, they would too.
    sql`set local statement_timeout = ${sql.lit(longest)}`.execute(db).catch(() => {})
    return ask({ db, now, workspace: actor.workspace, range, comparison, eventsAsOf }, question)
  })

const kept = new Map<string, { until: number; answer: Promise<Answer> }>()

/**
 * The answer to a question that many look at is found once for all of them. Whoever may read
 * analytics is staff, and staff of one workspace see the same rows.
 */
function askTogether(frame: Frame, question: Question): Promise<Answer> {
  const { actor, now, range, comparison } = frame
  const at = Date.now()
  // A time of its own, as in the past that the seed and tests make, is nobody else's.
  if (Math.abs(at - now.getTime()) > keptMs) return askOnce(frame, question)
  const { id, timezone, currency } = actor.workspace
  const key = JSON.stringify([id, timezone, currency, question, range, comparison])
  const found = kept.get(key)
  if (found && found.until > at) return found.answer
  for (const [old, { until }] of kept) if (until <= at) kept.delete(old)
  const answer = askOnce(frame, question)
  kept.set(key, { until: at + keptMs, answer })
  answer.catch(() => kept.delete(key))
  return answer
}

const gone = () =>
  new AppError(
    'invalid',
    'What this widget asked for does not exist any more. It is left out when you next arrange this dashboard.',
  )

const nameOf = ({ title, question }: Widget, answer?: Answer) =>
  title ??
  answer?.title ??
  catalogue.find(({ key }) => question && 'metric' in question && key === question.metric)?.label ??
  'Widget'

async function answerOne(
  frame: Frame,
  widget: Widget,
  inWords: (error: unknown) => { code: string; message: string },
): Promise<Result> {
  try {
    if (!widget.question) throw gone()
    const answer = await askTogether(frame, widget.question)
    return { id: widget.id, title: nameOf(widget, answer), answer }
  } catch (error) {
    return { id: widget.id, title: nameOf(widget), error: inWords(error) }
  }
}

/** Every widget answered in a transaction of its own; one that fails leaves the others. */
export async function answerAll(
  frame: Frame,
  widgets: readonly Widget[],
  inWords: (error: unknown) => { code: string; message: string },
): Promise<Result[]> {
  const results: Result[] = []
  const waiting = widgets.entries()
  const work = async () => {
    for (const [index, widget] of waiting) results[index] = await answerOne(frame, widget, inWords)
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return results
}
