import dynamic from 'next/dynamic'
import { useEffect, useRef, useState } from 'react'
import { Card } from '@/components/ui/card'
import { outcomeOf } from '@/lib/actions/outcome-fields'
import type { Ask } from './asks'
import { CustomerFields } from './customer-fields'
import { History } from './history'
import { LeaseBar } from './lease-bar'
import { OutcomeForm } from './outcome-form'
import { Proofs } from './proofs'
import { TaskActions } from './task-actions'
import { type Doing, useTaskCommands } from './task-commands'
import { TaskHead } from './task-head'
import { TaskNotices } from './task-notices'
import { useCopy } from './use-copy'
import { useNow } from './use-now'
import { useProofs } from './use-proofs'
import { type EndedBy, useTask } from './use-task'
import { WhatToDo } from './what-to-do'
import type { Task } from './wire'

const loadAsk = () => import('./ask-dialog')
const loadMacros = () => import('./macro-dialog')
const AskDialog = dynamic(loadAsk, { ssr: false })
const MacroDialog = dynamic(loadMacros, { ssr: false })

export type TaskScreenProps = {
  slug: string
  timeZone: string
  me: string
  firstNow: number
  task: Task
  lost: boolean
  onLost: () => void
  onEnded: (by: EndedBy) => void
  onLook: () => void
  onNext: () => void
}

/** A task that is in one's hands: what to do, what to copy, and what came of it. */
export function TaskScreen(props: TaskScreenProps) {
  const { slug, timeZone, me, firstNow, task, lost, onLook } = props
  const { action, token } = task
  const now = useNow(firstNow, 15_000)
  const [dialog, setDialog] = useState<Ask | 'macro' | null>(null)
  const chooser = useRef<HTMLInputElement>(null)
  const desk = useTask(props)
  const { draft, edit, errors, live, letter, timer } = desk
  const { copied, copy } = useCopy(task.fields)
  const needed = draft.outcome ? outcomeOf(action.type, draft.outcome)?.proof : undefined
  const proofs = useProofs({
    ...{ slug, token, taskId: action.id },
    kind: needed ?? 'screenshot',
    onAdded: onLook,
  })
  const busy = letter !== null || !live

  const doing: Doing = {
    finish: (next) => void desk.finish(next),
    ask: (ask) => !busy && setDialog(ask),
    macro: () => !busy && setDialog('macro'),
    proof: () => void proofs.paste().then((pasted) => pasted || chooser.current?.click()),
    pause: timer.toggle,
    copy: (index) => void copy(index),
    choose: (outcome) => edit({ outcome }),
    next: props.onNext,
  }
  useTaskCommands(task, doing, dialog ? 'asking' : live ? 'live' : 'over')
  useEffect(() => {
    void loadAsk()
    void loadMacros()
  }, [])

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves a field, so that single keys work again
    <div
      className="flex flex-col gap-4"
      data-task={action.id}
      onKeyDown={({ key, target }) => {
        if (key === 'Escape' && target instanceof HTMLElement) target.blur()
      }}
    >
      <TaskHead slug={slug} task={task} now={now} />
      {live && (
        <LeaseBar
          until={desk.until}
          leaseSeconds={task.leaseSeconds}
          timer={timer}
          estimatedMinutes={action.estimatedMinutes}
          saved={desk.saved}
          firstNow={firstNow}
        />
      )}
      <TaskNotices
        task={task}
        letter={letter}
        second={desk.tabs.second}
        over={desk.tabs.over}
        lost={lost}
        onNext={props.onNext}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(20rem,24rem)]">
        <div className="flex min-w-0 flex-col gap-4">
          <WhatToDo task={task} />
          <CustomerFields task={task} copied={copied} onCopy={doing.copy} />
        </div>
        <Card title="What came of it" className="lg:sticky lg:top-4 lg:row-span-2">
          <fieldset disabled={busy} className="flex min-w-0 flex-col gap-4">
            <legend className="sr-only">Outcome</legend>
            <OutcomeForm type={action.type} draft={draft} errors={errors} edit={edit} />
            {action.listingId && (
              <Proofs
                slug={slug}
                proofs={task.proofs}
                input={chooser}
                busy={proofs.busy}
                needed={needed}
                error={task.proofs.length === 0 ? errors.proof : undefined}
                onPaste={doing.proof}
                onFile={(file) => void proofs.take(file)}
              />
            )}
            <TaskActions doing={doing} busy={desk.busy} disabled={busy} />
          </fieldset>
        </Card>
        <History entries={task.history} timeZone={timeZone} now={now} />
      </div>
      {dialog === 'macro' && (
        <MacroDialog
          slug={slug}
          task={task}
          me={me}
          onClose={() => setDialog(null)}
          onChoose={(changes) => {
            edit(changes)
            setDialog(null)
          }}
        />
      )}
      {dialog && dialog !== 'macro' && (
        <AskDialog
          ask={dialog}
          slug={slug}
          taskId={action.id}
          action={(values) => desk.act(dialog, values)}
          onClose={() => setDialog(null)}
        />
      )}
    </div>
  )
}
