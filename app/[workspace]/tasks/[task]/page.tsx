import { tasks } from '@/lib/actions/procedures/tasks'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { TaskDesk } from '../_components/task-desk'
import { toWire } from '../_components/wire'

type Props = { params: Promise<{ workspace: string; task: string }> }

export const metadata = { title: 'Task' }

/** One task, and those that follow it. */
export default async function TaskPage({ params }: Props) {
  const { workspace: slug, task: id } = await params
  const { actor } = await requirePage(slug)
  const task = await ask(tasks.find, slug, { id })
  return (
    <TaskDesk
      slug={slug}
      timeZone={actor.workspace.timezone}
      me={actor.name || actor.email}
      vaId={actor.vaId ?? ''}
      firstNow={Date.now()}
      first={toWire(task)}
    />
  )
}
