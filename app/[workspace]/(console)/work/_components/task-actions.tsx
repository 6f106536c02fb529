'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Menu } from '@/components/ui/menu'
import { toast } from '@/components/ui/toast'
import { priorities, priorityLabels } from '@/lib/routing/labels'
import { ReasonDialog } from '../../../_components/reason-dialog'
import { cancelTask, noteOnTask, prioritiseTasks, unassignTask } from '../actions'

type TaskActionsProps = {
  slug: string
  task: { id: string; title: string; priority: number; heldByName: string | null }
}

/** What whoever runs the team does about a task, beside giving it to somebody. */
export function TaskActions({ slug, task }: TaskActionsProps) {
  const router = useRouter()
  const [asking, setAsking] = useState<'cancel' | 'note' | null>(null)
  const done = (words: string) => {
    toast(words, { tone: 'success' })
    router.refresh()
  }
  const prioritise = async (priority: number) => {
    const [error, result] = await prioritiseTasks(slug, { ids: [task.id] }, priority)
    const refused = error?.message ?? result?.results.find(({ ok }) => !ok)?.message
    if (refused) toast('The priority stays', { description: refused, tone: 'danger' })
    else done(`${priorityLabels[priority]} now, and its deadline with it`)
  }
  const unassign = async () => {
    const [error] = await unassignTask(slug, task.id)
    if (error) toast('It stays where it is', { description: error.message, tone: 'danger' })
    else done('Waits for anybody now')
  }
  return (
    <>
      <Button onClick={() => setAsking('note')}>Add a note…</Button>
      <Menu
        items={priorities.map((value) => ({
          label: priorityLabels[value] as string,
          disabledReason: value === task.priority ? 'It has this priority.' : null,
          onSelect: () => void prioritise(value),
        }))}
      >
        Priority <Icon name="chevron-down" className="size-3.5! text-muted" />
      </Menu>
      <Menu
        align="end"
        aria-label="More"
        icon
        items={[
          ...(task.heldByName
            ? [{ label: `Take it from ${task.heldByName}`, onSelect: () => void unassign() }]
            : []),
          { label: 'Cancel the task…', danger: true, onSelect: () => setAsking('cancel') },
        ]}
      >
        <Icon name="ellipsis" />
      </Menu>
      <ReasonDialog
        open={asking === 'cancel'}
        onOpenChange={(open) => !open && setAsking(null)}
        title={`Cancel “${task.title}”?`}
        description="Nobody does it any more. If it belongs to a submission, that one is given up and its credit comes back."
        confirmLabel="Cancel the task"
        variant="danger"
        action={(reason) => cancelTask(slug, task.id, reason)}
        onDone={() => done('Cancelled')}
      />
      <ReasonDialog
        open={asking === 'note'}
        onOpenChange={(open) => !open && setAsking(null)}
        title="Add a note"
        description="Whoever works on it reads it in the history."
        label="Note"
        confirmLabel="Add"
        action={(note) => noteOnTask(slug, task.id, note)}
        onDone={() => done('Noted')}
      />
    </>
  )
}
