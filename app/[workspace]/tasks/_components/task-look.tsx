import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { actionStatusLabels } from '@/lib/actions/labels'
import { History } from './history'
import { TaskHead } from './task-head'
import { WhatToDo } from './what-to-do'
import type { Task } from './wire'

type TaskLookProps = {
  slug: string
  timeZone: string
  now: number
  task: Task
  pending: boolean
  onTake: () => void
}

/** A task that is not in one's hands: to be taken, or to be read. */
export function TaskLook({ slug, timeZone, now, task, pending, onTake }: TaskLookProps) {
  const { action, mayTake } = task
  return (
    <div className="flex flex-col gap-4">
      <TaskHead slug={slug} task={task} now={now} />
      {mayTake ? (
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
        <Callout title={actionStatusLabels[action.status]}>
          {action.blockedReason ?? 'Nothing is to do here right now.'}
        </Callout>
      )}
      <WhatToDo task={task} />
      <History entries={task.history} timeZone={timeZone} now={now} />
    </div>
  )
}
