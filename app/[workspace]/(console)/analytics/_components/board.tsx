'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useCallback } from 'react'
import { useCommands } from '@/components/shell/commands'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { Time } from '@/components/ui/time'
import type { Answered } from '@/lib/dashboards/schema'
import type { BoardFrame } from './frame'
import { placeStyle } from './place-style'
import { useAnswers } from './use-answers'
import { Widget } from './widget'

const Editor = dynamic(() => import('./editor'), { ssr: false })

type BoardProps = {
  frame: BoardFrame
  /** The dashboard or template that is looked at. */
  which: string
  answered: Answered
  arranging: boolean
  /** Where it is arranged, and where one is back. */
  arrangeHref: string
  viewHref: string
}

export function Board({ frame, which, answered, arranging, arrangeHref, viewHref }: BoardProps) {
  const router = useRouter()
  const { dashboard, range, comparison } = answered
  const { results, asOf, asOfNow, stale, askOne, put } = useAnswers({
    frame,
    which,
    answered,
    paused: arranging,
  })
  useCommands('This dashboard', [
    {
      id: 'dashboard.arrange',
      label: arranging ? 'Stop arranging' : 'Arrange the widgets',
      keys: 'e',
      run: () => router.push(arranging ? viewHref : arrangeHref),
    },
  ])
  const retry = useCallback(
    async (id: string) => {
      const widget = dashboard.widgets.find((one) => one.id === id)
      if (widget) await askOne(widget)
    },
    [dashboard, askOne],
  )
  const csvHref = (widget: string) =>
    `/api/v1/analytics/dashboard/export?${new URLSearchParams({
      workspace: frame.slug,
      dashboard: which,
      widget,
      startDate: range.from,
      endDate: range.to,
      compare: comparison,
    })}`

  if (arranging)
    return (
      <Editor
        frame={frame}
        dashboard={dashboard}
        results={results}
        asOfNow={asOfNow}
        viewHref={viewHref}
        askOne={askOne}
        put={put}
      />
    )
  if (dashboard.widgets.length === 0)
    return (
      <div className="rounded-lg border bg-raised shadow-card">
        <EmptyState
          title="Nothing on this dashboard yet"
          icon={<Icon name="layout-dashboard" />}
          action={
            dashboard.own && (
              <ButtonLink variant="primary" href={arrangeHref}>
                Add widgets
              </ButtonLink>
            )
          }
        >
          A widget asks one question of the workspace’s figures, such as what was won this month.
        </EmptyState>
      </div>
    )
  return (
    <div className="board-room">
      <div className="board">
        {dashboard.widgets.map((widget) => (
          <div key={widget.id} style={placeStyle(widget)}>
            <Widget
              frame={frame}
              widget={widget}
              result={results.get(widget.id)}
              asOfNow={asOfNow}
              csvHref={csvHref(widget.id)}
              onRetry={retry}
            />
          </div>
        ))}
      </div>
      <p className="mt-3 text-right text-muted text-xs">
        {stale ? 'Not reached since ' : 'As of '}
        <Time at={asOf} timeZone={frame.timezone} />
        {', '}
        {frame.timezone.replaceAll('_', ' ')} time
      </p>
    </div>
  )
}
