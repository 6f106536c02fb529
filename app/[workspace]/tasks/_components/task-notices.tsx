import { Callout } from '@/components/ui/callout'
import { KeyButton } from './key-button'
import type { Waiting } from './outbox'
import type { Task } from './wire'

type NoticesProps = {
  task: Task
  letter: Waiting | null
  second: boolean
  over: boolean
  lost: boolean
  onNext: () => void
}

/** What stands above the task because it matters before anything else. */
export function TaskNotices({ task, letter, second, over, lost, onNext }: NoticesProps) {
  const { draft, token } = task
  const onward = (
    <KeyButton command="next" keys="n" size="sm" onClick={onNext}>
      Next task
    </KeyButton>
  )
  return (
    <>
      {letter && (
        <Callout tone="warning" live title={`${letter.what}: waiting for the connection`}>
          You are offline, or the server cannot be reached. It is kept here and sent as soon as that
          is over. You can close this page.
        </Callout>
      )}
      {over && (
        <Callout tone="info" live title="Done in another tab" actions={onward}>
          Nothing more is to do here.
        </Callout>
      )}
      {lost && !over && (
        <Callout tone="danger" live title="This task is not yours any more" actions={onward}>
          Its time ran out, it was given to somebody else, or it was ended. What you typed is kept.
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
