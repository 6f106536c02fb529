'use client'

import { memo, type ReactNode, useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Menu } from '@/components/ui/menu'
import type { Result, Widget as WidgetPlan } from '@/lib/dashboards/schema'
import { AboutWidget } from './about-widget'
import type { BoardFrame } from './frame'
import { isTableAnyway, WidgetBody } from './widget-body'

type WidgetProps = {
  frame: BoardFrame
  widget: WidgetPlan
  result: Result | undefined
  asOfNow: () => Date | string
  csvHref?: string | undefined
  onRetry?: (id: string) => Promise<void>
  /** In place of its own tools, while it is arranged. */
  tools?: ReactNode
}

/** One question of a dashboard and its answer; how it stands is the board's business. */
export const Widget = memo(function Widget(props: WidgetProps) {
  const { frame, widget, result, asOfNow, csvHref, onRetry, tools } = props
  const { question, display } = widget
  const heading = useId()
  const [table, setTable] = useState(display === 'table')
  const [retrying, setRetrying] = useState(false)
  const title = result?.title ?? widget.title ?? 'Widget'
  const answer = result && 'answer' in result ? result.answer : null
  const narrowed = answer?.filters.join(', ')
  const switchable = question && !isTableAnyway(question) && display !== 'table'
  return (
    <section className="widget h-full" aria-labelledby={heading} data-slot="widget">
      <header className="flex items-start gap-1 py-2 pr-2 pl-4">
        <div className="flex min-w-0 flex-1 items-baseline gap-2 pt-1">
          <h2 id={heading} className="min-w-0 truncate font-medium text-sm" title={title}>
            {title}
          </h2>
          {narrowed && (
            <p className="min-w-0 truncate text-muted text-xs" title={narrowed}>
              {narrowed}
            </p>
          )}
        </div>
        {tools ?? (
          <>
            {answer && (
              <AboutWidget title={title} frame={frame} answer={answer} asOfNow={asOfNow} />
            )}
            <Menu
              variant="ghost"
              size="sm"
              icon
              align="end"
              aria-label={`More for ${title}`}
              items={[
                ...(switchable
                  ? [
                      {
                        label: table ? 'Show as it was' : 'Show as a table',
                        icon: <Icon name={table ? 'activity' : 'table-2'} />,
                        onSelect: () => setTable(!table),
                      },
                    ]
                  : []),
                ...(csvHref
                  ? [{ label: 'Download as CSV', icon: <Icon name="download" />, href: csvHref }]
                  : []),
              ]}
            >
              <Icon name="ellipsis" />
            </Menu>
          </>
        )}
      </header>
      <div className="widget-body">
        {answer && question ? (
          <WidgetBody
            frame={frame}
            question={question}
            display={table ? 'table' : display === 'table' ? 'chart' : display}
            title={title}
            answer={answer}
          />
        ) : (
          result &&
          'error' in result && (
            <div
              role="alert"
              className="m-auto flex max-w-sm flex-col items-center gap-2 py-3 text-center text-sm"
            >
              <p className="flex items-start gap-1.5 text-pretty text-muted">
                <Icon name="circle-alert" className="mt-0.5 size-4 text-danger-mark" />
                {result.error.message}
              </p>
              {onRetry && question && (
                <Button
                  size="sm"
                  pending={retrying}
                  onClick={async () => {
                    setRetrying(true)
                    await onRetry(widget.id)
                    setRetrying(false)
                  }}
                >
                  Try again
                </Button>
              )}
            </div>
          )
        )}
      </div>
    </section>
  )
})
