'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState, useTransition } from 'react'
import { navigate } from '@/components/shell/navigation'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { toast } from '@/components/ui/toast'
import { bottomOf } from '@/lib/dashboards/rules'
import { type Dashboard, mostWidgets, type Result, type Widget } from '@/lib/dashboards/schema'
import { createDashboard, saveLayout } from '../actions'
import { type Act, ArrangedWidget } from './arranged-widget'
import Builder from './builder'
import type { BoardFrame } from './frame'
import NameDialog from './name-dialog'
import { placeStyle } from './place-style'
import { useArranging } from './use-arranging'
import { useDraftBoard } from './use-draft-board'

type EditorProps = {
  frame: BoardFrame
  dashboard: Dashboard
  results: ReadonlyMap<string, Result>
  asOfNow: () => Date | string
  viewHref: string
  askOne: (widget: Widget) => Promise<void>
  put: (result: Result) => void
}

/** Ids of templates are none: those widgets become new ones. */
const isKept = (id: string) => /^[0-9a-f-]{36}$/.test(id)
const toSend = (widgets: readonly Widget[], keepIds: boolean) =>
  widgets
    .filter(({ question }) => question)
    .map(({ id, ...widget }) => (keepIds && isKept(id) ? { id, ...widget } : widget))

/** A dashboard while it is arranged: nothing is kept until it is saved, in one piece. */
export default function Editor(props: EditorProps) {
  const { frame, dashboard, results, asOfNow, viewHref, askOne, put } = props
  const { slug } = frame
  const router = useRouter()
  const { widgets, changed, change, arrange, add, replace } = useDraftBoard(
    dashboard.widgets,
    results,
  )
  const { board, held, shown, take } = useArranging(widgets, change)
  const [building, setBuilding] = useState<Widget | 'new' | null>(null)
  const [naming, setNaming] = useState(false)
  const [refusal, setRefusal] = useState<{ code: string; message: string } | null>(null)
  const [saving, startSaving] = useTransition()

  useEffect(() => {
    if (!changed) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [changed])

  const onAct = (id: string, act: Act) => {
    if (act.kind !== 'change') return arrange(id, act)
    setBuilding(widgets.find((one) => one.id === id) ?? null)
  }
  const save = () => {
    if (!dashboard.own) return setNaming(true)
    startSaving(async () => {
      const [refused] = await saveLayout(slug, {
        id: dashboard.id,
        version: dashboard.version,
        widgets: toSend(widgets, true),
      })
      setRefusal(refused)
      if (refused) return
      toast('Saved', { tone: 'success' })
      router.replace(viewHref, { scroll: false })
    })
  }
  const target = held && shown.find(({ id }) => id === held.id)

  return (
    <>
      <div className="sticky top-0 z-20 -mx-1 flex flex-wrap items-center gap-2 border-b bg-background px-1 py-2">
        <Button onClick={() => setBuilding('new')} disabled={widgets.length >= mostWidgets}>
          <Icon name="plus" />
          Add widget
        </Button>
        <p id="arranging-keys" className="text-muted text-xs max-lg:sr-only">
          Drag a handle, or press the arrow keys on it; with Shift they change the size.
        </p>
        <div className="ml-auto flex gap-2">
          <Button onClick={() => router.replace(viewHref, { scroll: false })}>Cancel</Button>
          <Button variant="primary" pending={saving} onClick={save}>
            {dashboard.own ? 'Save' : 'Save as yours …'}
          </Button>
        </div>
      </div>
      {refusal && (
        <Callout
          tone="danger"
          live
          title="Not saved"
          actions={
            refusal.code === 'conflict' && (
              <>
                <Button size="sm" onClick={() => setNaming(true)}>
                  Keep as a copy …
                </Button>
                <Button
                  size="sm"
                  onClick={() => {
                    router.replace(viewHref, { scroll: false })
                    router.refresh()
                  }}
                >
                  Load it again
                </Button>
              </>
            )
          }
        >
          {refusal.message}
        </Callout>
      )}
      {widgets.length === 0 && (
        <EmptyState
          title="An empty dashboard"
          icon={<Icon name="layout-dashboard" />}
          action={
            <Button variant="primary" onClick={() => setBuilding('new')}>
              Add the first widget
            </Button>
          }
        >
          Choose a figure, how it is drawn, and what it is broken down by.
        </EmptyState>
      )}
      <div className="board-room">
        <div
          ref={board}
          className="board arranging"
          style={{ '--rows': bottomOf(shown) } as React.CSSProperties}
        >
          {target && <div aria-hidden="true" className="board-target" style={placeStyle(target)} />}
          {widgets.map((widget) => {
            const isHeld = held?.id === widget.id
            // What is held follows the pointer; where it would go is shown beneath.
            const place = isHeld ? widget : (shown.find(({ id }) => id === widget.id) ?? widget)
            return (
              <div
                key={widget.id}
                className={isHeld ? 'held' : undefined}
                style={{
                  ...placeStyle(place),
                  ...(isHeld && held.how === 'move'
                    ? { transform: `translate(${held.dx}px, ${held.dy}px)` }
                    : {}),
                  ...(isHeld && held.how === 'resize'
                    ? {
                        width: `calc(var(--w) * var(--column) - var(--gap) + ${held.dx}px)`,
                        height: `calc(var(--h) * (var(--row) + var(--gap)) - var(--gap) + ${held.dy}px)`,
                      }
                    : {}),
                }}
              >
                <ArrangedWidget
                  frame={frame}
                  widget={widget}
                  result={results.get(widget.id)}
                  asOfNow={asOfNow}
                  onTake={take}
                  onAct={onAct}
                  onRetry={() => askOne(widget)}
                />
              </div>
            )
          })}
        </div>
      </div>
      {building && (
        <Builder
          frame={frame}
          widget={building === 'new' ? null : building}
          onClose={() => setBuilding(null)}
          onDone={(plan, answer) => {
            const made = building === 'new' ? add(plan) : { ...building, ...plan }
            if (building !== 'new') replace(made)
            put({ id: made.id, title: made.title ?? answer.title, answer })
          }}
        />
      )}
      {naming && (
        <NameDialog
          open
          onOpenChange={setNaming}
          title="Save as your own dashboard"
          description={
            dashboard.own ? undefined : 'What you arranged becomes a dashboard of your own.'
          }
          verb="Save"
          name={dashboard.own ? `${dashboard.name} (copy)`.slice(0, 60) : dashboard.name}
          action={({ name }) =>
            createDashboard(slug, {
              name,
              ...(dashboard.id ? { copyOf: dashboard.id } : { template: dashboard.template }),
              widgets: toSend(widgets, false),
            })
          }
          onDone={(made) => {
            toast(`Saved as “${made.name}”`, { tone: 'success' })
            navigate(`/${slug}/analytics/${made.id}`)
          }}
        />
      )}
    </>
  )
}
