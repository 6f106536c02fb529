import { Callout } from '@/components/ui/callout'
import type { Waiting } from './outbox'
import type { Task } from './wire'

type NoticesProps = {
  task: Task
  letter: Waiting | null
  second: boolean
  over: boolean
  lost: boolean
}

/** What stands above the task because it matters before anything else. */
export function TaskNotices({ task, letter, second, over, lost }: NoticesProps) {
  const { draft, token } = task
  return (
    <>
      {letter && (
        <Callout tone="warning" live title={`${letter.what}: waiting for the connection`}>
          You are offline, or the server cannot be reached. It is kept here and sent as soon as that
          is over. You can close this page.
        </Callout>
      )}
      {over && (
        <Callout tone="info" live title="Done in another tab">
          Nothing more is to do here. Press N for your next task.
        </Callout>
      )}
      {lost && !over && (
        <Callout tone="danger" live title="This task is not yours any more">
          Its time ran out and somebody else has it, or it was ended. What you typed is kept. Press
          N for your next task.
        </Callout>
      )}
      {second && !over && (
        <Callout tone="neutral" live>
          This task is open in another tab too. What you type is the same in both.
        </Callout>
      )}
      {draft?.late && token && (
        <Callout tone="warning" title="This came too late last time">
          You sent this after your time had run out, so it did not count. It is all here again.
        </Callout>
      )}
    </>
  )
}
