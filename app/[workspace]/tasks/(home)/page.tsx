import { PageHeader } from '@/components/shell/page-header'
import { tasks } from '@/lib/actions/procedures/tasks'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { Desk } from '../_components/home/desk'
import { MyDay } from '../_components/home/my-day'
import { TaskList } from '../_components/home/task-list'
import { Waits } from '../_components/home/waits'
import { toWire } from '../_components/wire'

type Props = { params: Promise<{ workspace: string }> }

export const metadata = { title: 'Tasks' }

/** What do I do next, and how does my day go? */
export default async function TasksPage({ params }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  const day = toWire(await ask(tasks.day, slug, {}))
  const list = { slug, timeZone: day.timezone, firstNow: Date.now() }
  return (
    <>
      <PageHeader
        title={`Hello ${(actor.name || actor.email).split(' ')[0]}`}
        description="Press N for the task that should be done next."
      />
      <Desk slug={slug} vaId={actor.vaId ?? ''} day={day} />
      <Waits day={day} />
      <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
        <div className="flex min-w-0 flex-col gap-5">
          <TaskList {...list} title="In your hands" items={day.held} />
          <TaskList
            {...list}
            title="Assigned to you"
            description="Begin one, or it goes to somebody else after a while."
            items={day.assigned}
          />
          <TaskList
            {...list}
            title="Coming back to you"
            description="Put off, set aside, or with the customer."
            items={day.comingBack}
          />
        </div>
        <MyDay slug={slug} day={day} />
      </div>
    </>
  )
}
