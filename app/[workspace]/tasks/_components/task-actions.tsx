import { KeyButton } from './key-button'
import type { Doing } from './task-commands'

type TaskActionsProps = { doing: Doing; busy: 'next' | 'only' | null; disabled: boolean }

/** Finishing comes first; everything else that can be done with a task is one key away. */
export function TaskActions({ doing, busy, disabled }: TaskActionsProps) {
  const { finish, ask, macro } = doing
  const quiet = { size: 'sm', variant: 'ghost', disabled } as const
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        <KeyButton
          command="finish-next"
          keys="shift+e"
          variant="primary"
          className="grow"
          pending={busy === 'next'}
          disabled={disabled}
          onClick={() => finish(true)}
        >
          Finish and next
        </KeyButton>
        <KeyButton
          command="finish"
          keys="e"
          pending={busy === 'only'}
          disabled={disabled}
          onClick={() => finish(false)}
        >
          Finish
        </KeyButton>
      </div>
      <fieldset className="-mx-1 flex flex-wrap gap-x-0.5 gap-y-1">
        <legend className="sr-only">Instead of finishing</legend>
        <KeyButton {...quiet} command="question" keys="b" onClick={() => ask('question')}>
          Ask
        </KeyButton>
        <KeyButton {...quiet} command="snooze" keys="h" onClick={() => ask('snooze')}>
          Put off
        </KeyButton>
        <KeyButton {...quiet} command="skip" keys="s" onClick={() => ask('skip')}>
          Skip
        </KeyButton>
        <KeyButton {...quiet} command="handover" keys="o" onClick={() => ask('handover')}>
          Hand over
        </KeyButton>
        <KeyButton {...quiet} command="block" keys="w" onClick={() => ask('block')}>
          Set aside
        </KeyButton>
        <KeyButton {...quiet} command="notes" keys="t" onClick={() => ask('notes')}>
          Note
        </KeyButton>
        <KeyButton {...quiet} command="macro" keys="m" onClick={macro}>
          Macro
        </KeyButton>
        <KeyButton {...quiet} command="decline" keys="d" onClick={() => ask('decline')}>
          Decline
        </KeyButton>
        <KeyButton {...quiet} command="failure" keys="x" onClick={() => ask('failure')}>
          Give up
        </KeyButton>
      </fieldset>
    </div>
  )
}
