import { Breadcrumb } from '@/components/shell/breadcrumb'
import { Badge } from '@/components/ui/badge'
import { actionTypeLabels } from '@/lib/actions/labels'
import { choiceWords } from '@/lib/refusal-words'
import { Deadline } from './deadline'
import type { Task } from './wire'

/** What it is, for whom, by when, and why it came. The heading takes the focus when a task is drawn. */
export function TaskHead({ slug, task, now }: { slug: string; task: Task; now: number }) {
  const { action, why } = task
  const here = task.present.filter(({ until }) => new Date(until).getTime() > now)
  return (
    <header className="flex flex-col gap-1.5">
      <Breadcrumb
        items={[
          { label: 'Tasks', href: `/${slug}/tasks` },
          { label: actionTypeLabels[action.type] },
        ]}
      />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <h1
          tabIndex={-1}
          data-slot="task-title"
          className="text-pretty font-semibold text-xl tracking-tight outline-none"
        >
          {action.title}
        </h1>
        <Deadline deadlineAt={action.deadlineAt} warnAt={action.warnAt} now={now} />
        {here.length > 0 && (
          <Badge tone="info">Also here: {here.map(({ name }) => name).join(', ')}</Badge>
        )}
      </div>
      <p className="text-muted text-sm">
        {[action.customerName, action.directoryName].filter(Boolean).join(' · ')}
        {why.length > 0 && ` · ${choiceWords(why)}`}
      </p>
    </header>
  )
}
