'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useSelection } from '@/components/table/selection'
import { Icon } from '@/components/ui/icon'
import { Menu } from '@/components/ui/menu'
import { toast } from '@/components/ui/toast'
import { priorities, priorityLabels } from '@/lib/routing/labels'
import type { WorkSelection } from '@/lib/routing/schema'
import { counted } from '@/lib/words'
import { assignTasks, prioritiseTasks } from '../../actions'

type BulkMenusProps = {
  slug: string
  people: readonly { id: string; name: string }[]
  filter: WorkSelection
}

/** Gives the chosen tasks to somebody, or changes their priority, or so all that match; those refused say why. */
export function BulkMenus({ slug, people, filter }: BulkMenusProps) {
  const router = useRouter()
  const { ids, allMatching, clear } = useSelection()
  const [pending, setPending] = useState(false)
  const target = allMatching ? { filter } : { ids }

  const run = async (done: string, change: () => ReturnType<typeof assignTasks>) => {
    setPending(true)
    const [error, found] = await change()
    setPending(false)
    if (error) {
      toast('Nothing was changed', { description: error.message, tone: 'danger' })
      return
    }
    const { left, why } = found
    toast(`${done} ${counted(found.done, 'task')}`, {
      ...(left > 0
        ? {
            description: `${left.toLocaleString('en')} left as they are: ${why.slice(0, 2).join(' ')}`,
          }
        : {}),
      tone: found.done > 0 || left === 0 ? 'success' : 'danger',
    })
    if (left === 0 || allMatching) clear()
    router.refresh()
  }

  return (
    <>
      <Menu
        variant="primary"
        side="top"
        pending={pending}
        items={
          people.length > 0
            ? people.map(({ id, name }) => ({
                label: name,
                onSelect: () => void run(`Gave ${name}`, () => assignTasks(slug, target, id)),
              }))
            : [{ label: 'Nobody works here yet', disabledReason: 'Invite somebody first.' }]
        }
      >
        Give to <Icon name="chevron-down" className="size-3.5!" />
      </Menu>
      <Menu
        side="top"
        pending={pending}
        items={priorities.map((value) => ({
          label: priorityLabels[value] as string,
          onSelect: () =>
            void run(`${priorityLabels[value]}:`, () => prioritiseTasks(slug, target, value)),
        }))}
      >
        Priority <Icon name="chevron-down" className="size-3.5! text-muted" />
      </Menu>
    </>
  )
}
