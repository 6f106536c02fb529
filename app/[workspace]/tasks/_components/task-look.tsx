import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { actionStatusLabels } from '@/lib/actions/labels'
import { History } from './history'
import { KeyButton } from './key-button'
import { TaskHead } from './task-head'
import { WhatToDo } from './what-to-do'
import type { Task } from './wire'

type TaskLookProps = {
  slug: string
  timeZone: string
  now: number
  task: Task
  pending: boolean
  /** Why it could not be taken. */
  told: string | null
  onTake: () => void
  onNext: () => void
}

/** A task that is not in one's hands: to be taken, or to be read. */
export function TaskLook(props: TaskLookProps) {
  const { slug, timeZone, now, task, pending, told, onTake, onNext } = props
  const { action, mayTake } = task
  const onward = (
    <KeyButton command="next" keys="n" size="sm" pending={pending} onClick={onNext}>
      Next task
    </KeyButton>
  )
  return (
    <div className="flex flex-col gap-4">
      <TaskHead slug={slug} task={task} now={now} />
      {told ? (
        <Callout tone="warning" live title={told} actions={onward} />
      ) : mayTake ? (
        <Callout
          tone="info"
          title="Nobody has begun this task"
          actions={
            <Button variant="primary" pending={pending} onClick={onTake}>
              Take this task
            </Button>
          }
        />
      ) : (
        <Callout title={actionStatusLabels[action.status]} actions={onward}>
          {action.blockedReason ?? 'Nothing is to do here right now.'}
        </Callout>
      )}
      <WhatToDo task={task} />
      <History entries={task.history} timeZone={timeZone} now={now} />
    </div>
  )
}
