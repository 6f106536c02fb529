import type { ReactNode } from 'react'
import type { Tone } from './badge'
import { Time } from './time'

const MARKS: Record<Tone, string> = {
  neutral: 'bg-control',
  info: 'bg-info-mark',
  success: 'bg-success-mark',
  warning: 'bg-warning-mark',
  danger: 'bg-danger-mark',
}

export type TimelineEntry = {
  id: string
  at: Date | string
  /** Who did what, such as <><b>Ana</b> moved it to Won</>. */
  title: ReactNode
  /** The reason or note in the person's words. */
  note?: ReactNode
  tone?: Tone
}

type TimelineProps = { entries: readonly TimelineEntry[]; timeZone: string; now: Date }

/** Newest first. */
export function Timeline({ entries, timeZone, now }: TimelineProps) {
  return (
    <ol data-slot="timeline" className="flex flex-col text-sm">
      {entries.map(({ id, at, title, note, tone = 'neutral' }) => (
        <li key={id} className="group relative flex gap-3 pb-4 last:pb-0">
          <span
            aria-hidden="true"
            className="absolute top-4 bottom-0 left-[3.5px] w-px bg-border group-last:hidden"
          />
          <span
            aria-hidden="true"
            className={`mt-1.5 size-2 shrink-0 rounded-full ${MARKS[tone]}`}
          />
          <div className="min-w-0 flex-1">
            <div className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span className="min-w-0 break-words">{title}</span>
              <Time at={at} timeZone={timeZone} now={now} className="text-muted text-xs" />
            </div>
            {note && <p className="mt-1 whitespace-pre-line break-words text-muted">{note}</p>}
          </div>
        </li>
      ))}
    </ol>
  )
}
