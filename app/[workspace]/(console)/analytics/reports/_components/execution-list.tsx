import { StatusBadge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import { executionStatusLabels, formatLabels, triggerLabels } from '@/lib/reports/labels'
import { rangeWords } from '@/lib/reports/period'
import type { Execution } from '@/lib/reports/schema'
import { formatDateTime, formatDuration } from '@/lib/time'
import { counted } from '@/lib/words'
import { ExecutionButtons } from './execution-buttons'
import { bytesWords, executionTones } from './tones'

type ExecutionListProps = {
  slug: string
  page: { items: Execution[]; nextCursor: string | null }
  href: string
  timeZone: string
  manages: boolean
}

const mailStates: Record<string, string> = {
  queued: 'on its way to',
  sent: 'sent to',
  failed: 'not delivered to',
}

function mailWords({ mails }: Execution) {
  const states = Object.keys(mailStates).flatMap((state) => {
    const to = mails.filter(({ status }) => status === state).map(({ recipient }) => recipient)
    return to.length > 0 ? [`${mailStates[state]} ${to.join(', ')}`] : []
  })
  const [first = '', ...rest] = states
  return states.length > 0 ? [`Mail ${first}`, ...rest].join('; ') : null
}

function facts(execution: Execution): string {
  const { startedAt, finishedAt, rows, fileBytes, attempts, fileName, format } = execution
  const parts = [
    triggerLabels[execution.trigger],
    execution.requestedByName,
    rows !== null && counted(rows, 'row'),
    fileBytes !== null && fileName && `${formatLabels[format]}, ${bytesWords(fileBytes)}`,
    startedAt &&
      finishedAt &&
      `took ${formatDuration(Math.max(1000, finishedAt.getTime() - startedAt.getTime()))}`,
    attempts > 1 && counted(attempts, 'attempt'),
    execution.status === 'completed' && !fileName && 'the file is gone after 30 days',
  ]
  return parts.filter(Boolean).join(', ')
}

/** How a report was made so far, with the files. */
export function ExecutionList({ slug, page, href, timeZone, manages }: ExecutionListProps) {
  const { items, nextCursor } = page
  return (
    <Card
      flush
      title="Made so far"
      description="Files are kept for 30 days, what happened for a year."
    >
      {items.length === 0 && (
        <p className="border-t px-4 py-6 text-muted text-sm">
          This report was not made yet. Run it now, or wait for its schedule.
        </p>
      )}
      <ul className="divide-y border-t">
        {items.map((execution) => {
          const { id, status, queuedAt, error, withheld, periodFrom, periodTo } = execution
          const mails = mailWords(execution)
          return (
            <li
              key={id}
              className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 py-3 text-sm"
            >
              <div className="flex min-w-0 flex-1 basis-72 flex-col gap-1">
                <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                  <StatusBadge
                    tone={executionTones[status]}
                    label={executionStatusLabels[status]}
                  />
                  <Time at={queuedAt} timeZone={timeZone} className="font-medium" />
                  <span>{rangeWords({ from: periodFrom, to: periodTo })}</span>
                </div>
                <p className="break-words text-muted text-xs">{facts(execution)}</p>
                {error && <p className="break-words text-danger text-xs">{error}</p>}
                {mails && <p className="break-words text-muted text-xs">{mails}</p>}
                {withheld.length > 0 && (
                  <p className="break-words text-warning text-xs">
                    Not sent, as they are not on the team any more: {withheld.join(', ')}
                  </p>
                )}
              </div>
              <div className="flex items-center gap-2">
                <ExecutionButtons
                  slug={slug}
                  execution={{ id, status, fileName: execution.fileName }}
                  manages={manages}
                  when={formatDateTime(queuedAt, timeZone)}
                />
              </div>
            </li>
          )
        })}
      </ul>
      {nextCursor && (
        <div className="border-t px-4 py-2.5">
          <ButtonLink size="sm" href={`${href}?after=${nextCursor}`}>
            Older
          </ButtonLink>
        </div>
      )}
    </Card>
  )
}
