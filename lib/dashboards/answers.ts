import { sql } from 'kysely'
import type { Member } from '../auth/actor'
import { readAs } from '../db/with-actor'
import { AppError } from '../errors'
import type { Answer } from '../metrics/answer-schema'
import { ask } from '../metrics/ask'
import { catalogue } from '../metrics/catalogue'
import type { Comparison, Question, Range } from '../metrics/schema'
import type { Result, Widget } from './schema'

/** So many questions of one dashboard are asked at a time: others have questions too. */
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

/** A question that nobody has answered yet. */
class Open {
  resolve!: (answer: Answer) => void
  reject!: (error: unknown) => void
  readonly answer: Promise<Answer>

  constructor(readonly question: Question) {
    this.answer = new Promise((resolve, reject) => {
      this.resolve = resolve
      this.reject = reject
    })
  }
}

/** One after the other in one transaction, which costs as much as a question; those after one that fails are asked anew. */
async function askInTurn(frame: Frame, questions: readonly Open[]): Promise<void> {
  const { actor, now, range, comparison, eventsAsOf } = frame
  let at = 0
  const answered = readAs(
    actor,
    async (db) => {
      // Travels with the questions; if it failed, they would too.
      sql`set local statement_timeout = ${sql.lit(longest)}`.execute(db).catch(() => {})
      for (; at < questions.length; at++) {
        const { question, resolve } = questions[at] as Open
        resolve(
          await ask(
            { db, now, workspace: actor.workspace, range, comparison, eventsAsOf },
            question,
          ),
        )
      }
    },
    { keepPlans: true },
  )
  try {
    await answered
  } catch (error) {
    questions[at]?.reject(error)
    if (at + 1 < questions.length) await askInTurn(frame, questions.slice(at + 1))
  }
}

const kept = new Map<string, { until: number; answer: Promise<Answer> }>()

/**
 * The answer to a question that many look at is found once for all of them. Whoever may read
 * analytics is staff, and staff of one workspace see the same rows.
 */
function askTogether(frame: Frame, questions: readonly Question[]): Promise<Answer>[] {
  const { actor, now, range, comparison } = frame
  const at = Date.now()
  // A time of its own, as in the past that the seed and tests make, is nobody else's.
  const alone = Math.abs(at - now.getTime()) > keptMs
  for (const [old, { until }] of kept) if (until <= at) kept.delete(old)
  const { id, timezone, currency } = actor.workspace
  const open: Open[] = []
  const answers = questions.map((question) => {
    const key = JSON.stringify([id, timezone, currency, question, range, comparison])
    const found = alone ? undefined : kept.get(key)
    if (found) return found.answer
    const asked = new Open(question)
    open.push(asked)
    if (!alone) {
      kept.set(key, { until: at + keptMs, answer: asked.answer })
      asked.answer.catch(() => kept.delete(key))
    }
    return asked.answer
  })
  for (let lane = 0; lane < Math.min(atOnce, open.length); lane++)
    void askInTurn(
      frame,
      open.filter((_, index) => index % atOnce === lane),
    )
  return answers
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

/** Every widget answered; one that fails leaves the others. */
export function answerAll(
  frame: Frame,
  widgets: readonly Widget[],
  inWords: (error: unknown) => { code: string; message: string },
): Promise<Result[]> {
  const asked = widgets.filter((widget) => widget.question !== null)
  const answers = askTogether(
    frame,
    asked.map(({ question }) => question as Question),
  )
  return Promise.all(
    widgets.map(async (widget) => {
      try {
        const answer = await (answers[asked.indexOf(widget)] ?? Promise.reject(gone()))
        return { id: widget.id, title: nameOf(widget, answer), answer }
      } catch (error) {
        return { id: widget.id, title: nameOf(widget), error: inWords(error) }
      }
    }),
  )
}
