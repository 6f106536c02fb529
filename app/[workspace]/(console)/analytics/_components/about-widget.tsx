import { formatRange } from '@/components/charts/format'
import { Icon } from '@/components/ui/icon'
import { Popover } from '@/components/ui/popover'
import { Time } from '@/components/ui/time'
import type { Answer } from '@/lib/metrics/answer-schema'
import type { BoardFrame } from './frame'

type AboutWidgetProps = {
  title: string
  frame: BoardFrame
  answer: Answer
  asOfNow: () => Date | string
}

const countedLater: readonly string[] = ['events', 'partner_events', 'people']

const comparedWith = (answer: Answer) =>
  (answer.kind === 'figure' || answer.kind === 'trend') && answer.before

/** Events are counted in a moment of their own; of all else the last look is as good as the answer. */
function AsOf({ answer, asOfNow }: Pick<AboutWidgetProps, 'answer' | 'asOfNow'>) {
  const own = 'metric' in answer && countedLater.includes(answer.metric)
  return <Time at={own ? answer.asOf : asOfNow()} timeZone={answer.timezone} />
}

/** What a figure means, over which days, and how old it is. */
export function AboutWidget({ title, frame, answer, asOfNow }: AboutWidgetProps) {
  const before = comparedWith(answer)
  return (
    <Popover label={`About ${title}`} icon={<Icon name="info" />}>
      <p className="font-medium">{answer.title}</p>
      <p className="mt-1 text-pretty text-muted">{answer.definition}</p>
      {answer.notes.map((note) => (
        <p key={note} className="mt-1.5 text-pretty text-muted">
          {note}
        </p>
      ))}
      <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 border-t pt-3 text-xs [&>dt]:text-muted">
        <dt>Days</dt>
        <dd>{formatRange(frame.range)}</dd>
        {before && (
          <>
            <dt>Compared with</dt>
            <dd>{formatRange(before)}</dd>
          </>
        )}
        {answer.filters.length > 0 && (
          <>
            <dt>Only</dt>
            <dd>{answer.filters.join(', ')}</dd>
          </>
        )}
        <dt>Time zone</dt>
        <dd>{answer.timezone.replaceAll('_', ' ')}</dd>
        <dt>As of</dt>
        <dd>
          <AsOf answer={answer} asOfNow={asOfNow} />
        </dd>
      </dl>
    </Popover>
  )
}
