'use client'

import { Card } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import { actionStatusLabels, actionTypeLabels } from '@/lib/actions/labels'
import { Deadline } from '../deadline'
import { useNow } from '../use-now'
import type { Item } from '../wire'

type TaskListProps = {
  slug: string
  title: string
  description?: string
  items: readonly Item[]
  timeZone: string
  firstNow: number
}

/** Tasks in one's hands, or on their way back. */
export function TaskList(props: TaskListProps) {
  const { slug, title, description, items, timeZone, firstNow } = props
  const now = useNow(firstNow, 15_000)
  if (items.length === 0) return null
  return (
    <Card flush title={title} {...(description ? { description } : {})}>
      <ul className="divide-y border-t">
        {items.map((item) => (
          <li key={item.id}>
            <a
              href={`/${slug}/tasks/${item.id}`}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2.5 text-sm hover:bg-subtle"
            >
              <span className="min-w-0">
                <span className="block font-medium">{item.title}</span>
                <span className="block text-muted text-xs">
                  {[actionTypeLabels[item.type], item.customerName, item.blockedReason]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
              {item.backAt ? (
                <span className="text-muted text-xs">
                  back <Time at={item.backAt} timeZone={timeZone} now={new Date(now)} />
                </span>
              ) : item.deadlineAt ? (
                <Deadline deadlineAt={item.deadlineAt} warnAt={item.warnAt} now={now} />
              ) : (
                <span className="text-muted text-xs">{actionStatusLabels[item.status]}</span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </Card>
  )
}
