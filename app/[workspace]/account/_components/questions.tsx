import { Time } from '@/components/ui/time'
import type { Question } from '@/lib/actions/schema'
import { AnswerForm } from './answer-form'

type QuestionsProps = {
  slug: string
  questions: readonly Question[]
  timeZone: string
  now: Date
}

/** What only the customer can say, each with a box for the answer. */
export function Questions({ slug, questions, timeZone, now }: QuestionsProps) {
  return (
    <ul className="divide-y border-t">
      {questions.map(({ id, question, answer, directoryName, askedAt, answeredAt }) => (
        <li key={id} className="flex flex-col gap-2 px-4 py-3 text-sm">
          <p className="flex flex-wrap justify-between gap-x-4">
            <span className="font-medium">{directoryName ?? 'A question'}</span>
            <span className="text-muted">
              {askedAt && (
                <>
                  asked <Time at={askedAt} timeZone={timeZone} now={now} />
                </>
              )}
            </span>
          </p>
          <p className="whitespace-pre-line text-pretty">{question}</p>
          {answeredAt ? (
            <p className="whitespace-pre-line rounded-md bg-subtle px-3 py-2 text-pretty">
              {answer}
              <span className="block text-muted text-xs">
                answered <Time at={answeredAt} timeZone={timeZone} now={now} />
              </span>
            </p>
          ) : (
            <AnswerForm slug={slug} id={id} />
          )}
        </li>
      ))}
    </ul>
  )
}
