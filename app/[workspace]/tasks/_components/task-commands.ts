import { type Command, useCommands } from '@/components/shell/commands'
import { outcomes } from '@/lib/actions/outcome-fields'
import type { Ask } from './asks'
import { copyKeys } from './copy-keys'
import type { Task } from './wire'

export type Doing = {
  finish: (next: boolean) => void
  ask: (ask: Ask) => void
  macro: () => void
  proof: () => void
  pause: () => void
  copy: (index: number) => void
  choose: (outcome: string) => void
  /** Once this one is out of one's hands. */
  next: () => void
}

const asking: [Ask, string, string][] = [
  ['skip', 's', 'Skip'],
  ['snooze', 'h', 'Put off'],
  ['question', 'b', 'Ask the customer'],
  ['decline', 'd', 'Decline'],
  ['handover', 'o', 'Hand over'],
  ['notes', 't', 'Add a note'],
  ['block', 'w', 'Set aside: something is in the way'],
  ['failure', 'x', 'Give up for good'],
]

/** Every key of the task screen, in the one registry that palette and help read. */
export function useTaskCommands(task: Task, doing: Doing, state: 'live' | 'asking' | 'over'): void {
  const { finish, ask, macro, proof, pause, copy, choose, next } = doing
  const commands: Command[] = [
    {
      id: 'finish-next',
      label: 'Finish and bring the next',
      keys: 'shift+e',
      run: () => finish(true),
    },
    { id: 'finish', label: 'Finish', keys: 'e', run: () => finish(false) },
    // Also while typing.
    {
      id: 'finish-typing',
      label: 'Finish and bring the next, while typing',
      keys: 'mod+enter',
      run: () => finish(true),
    },
    ...asking.map(([id, keys, label]): Command => ({ id, keys, label, run: () => ask(id) })),
    { id: 'macro', label: 'Use a macro', keys: 'm', run: macro },
    { id: 'proof', label: 'Paste proof', keys: 'p', run: proof },
    { id: 'timer', label: 'Pause or resume the timer', keys: 'u', run: pause },
    ...outcomes[task.action.type].map(({ value, label }, index) => ({
      id: `outcome-${index + 1}`,
      label: `Outcome: ${label}`,
      keys: String(index + 1),
      run: () => choose(value),
    })),
  ]
  const copies = task.fields.map(({ label }, index): Command => {
    const keys = copyKeys(index)
    return {
      id: `copy-${index + 1}`,
      label: `Copy ${label}`,
      ...(keys ? { keys } : {}),
      run: () => copy(index),
    }
  })
  const onward: Command[] = [{ id: 'next', label: 'Next task', keys: 'n', run: next }]
  // While something is asked, or about to be, keys belong to it alone.
  useCommands('This task', { live: commands, asking: [], over: onward }[state])
  useCommands('Customer', state === 'asking' ? [] : copies)
}
