'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useSelection } from '@/components/table/selection'
import { Icon } from '@/components/ui/icon'
import { Menu } from '@/components/ui/menu'
import { toast } from '@/components/ui/toast'
import { priorities, priorityLabels } from '@/lib/routing/labels'
import { counted } from '@/lib/words'
import { assignTasks, prioritiseTasks } from '../../actions'

type BulkMenusProps = { slug: string; people: readonly { id: string; name: string }[] }

/** Gives the chosen tasks to somebody, or changes their priority; those refused say why. */
export function BulkMenus({ slug, people }: BulkMenusProps) {
  const router = useRouter()
  const { ids, allMatching, clear } = useSelection()
  const [pending, setPending] = useState(false)
  const tooMany = allMatching ? 'Choose the rows of a page; they are moved page by page.' : null

  const run = async (done: string, change: () => ReturnType<typeof assignTasks>) => {
    setPending(true)
    const [error, found] = await change()
    setPending(false)
    if (error) {
      toast('Nothing was changed', { description: error.message, tone: 'danger' })
      return
    }
    const refused = found.results.filter(({ ok }) => !ok)
    const reasons = [...new Set(refused.map(({ message }) => message))]
    toast(`${done} ${counted(found.done, 'task')}`, {
      ...(refused.length > 0
        ? { description: `${refused.length} left as they are: ${reasons.slice(0, 2).join(' ')}` }
        : {}),
      tone: found.done > 0 ? 'success' : 'danger',
    })
    if (refused.length === 0) clear()
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
                disabledReason: tooMany,
                onSelect: () => void run(`Gave ${name}`, () => assignTasks(slug, ids, id)),
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
          disabledReason: tooMany,
          onSelect: () =>
            void run(`${priorityLabels[value]}:`, () => prioritiseTasks(slug, ids, value)),
        }))}
      >
        Priority <Icon name="chevron-down" className="size-3.5! text-muted" />
      </Menu>
    </>
  )
}
