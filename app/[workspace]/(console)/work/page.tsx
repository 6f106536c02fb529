import { Live } from '@/components/shell/live'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { assignmentModeLabels } from '@/lib/routing/labels'
import { routing } from '@/lib/routing/procedures'
import { idParam, type SearchParams } from '../../_components/list-params'
import { reviewHrefs } from '../../_components/review-hrefs'
import { BoardLoader } from './_components/board/board-loader'
import { BoardStats } from './_components/board-stats'
import { TaskSheet } from './_components/task-sheet'
import { WorkHeader } from './_components/work-header'

export const metadata = { title: 'Action center' }

type Props = { params: Promise<{ workspace: string }>; searchParams: SearchParams }

export default async function WorkPage({ params, searchParams }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  const url = { pathname: `/${slug}/work`, params: await searchParams }
  const board = await ask(routing.board, slug, {})
  const open = idParam(url, 'open')
  const ids = [...board.waiting, ...board.people.flatMap(({ tasks }) => tasks)].map(({ id }) => id)

  return (
    <>
      <Live slug={slug} topics={['actions']} everySeconds={30} />
      <WorkHeader
        slug={slug}
        current=""
        description={`Who has what, what is late, and what nobody can take. ${board.mode === 'off' ? 'People take tasks themselves' : `Tasks are given out by rule: ${assignmentModeLabels[board.mode].toLowerCase()}`}.`}
      />
      <BoardStats slug={slug} counts={board.counts} />
      {board.people.length === 0 ? (
        <EmptyState title="Nobody works here yet" icon={<Icon name="user-plus" />}>
          Invite virtual assistants. Each gets a column here with what they hold, and you give tasks
          to them by dragging or with the key M.
        </EmptyState>
      ) : (
        <BoardLoader
          slug={slug}
          board={board}
          now={new Date()}
          timeZone={actor.workspace.timezone}
        />
      )}
      {open && <TaskSheet key={open} actor={actor} id={open} hrefs={reviewHrefs(url, ids, open)} />}
    </>
  )
}
