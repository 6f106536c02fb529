import { PageHeader } from '@/components/shell/page-header'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { actions } from '@/lib/actions/procedures'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { Questions } from '../_components/questions'

type Props = { params: Promise<{ workspace: string }> }

export const metadata = { title: 'Questions' }

export default async function AreaQuestionsPage({ params }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  const [open, asked] = await Promise.all([
    ask(actions.questions, slug, { status: ['requires_customer'], limit: 100 }),
    ask(actions.questions, slug, { direction: 'desc', limit: 50 }),
  ])
  const answered = asked.items.filter(({ answeredAt }) => answeredAt !== null)
  const { timezone } = actor.workspace
  const now = new Date()
  return (
    <>
      <PageHeader
        title="Questions"
        description="What only you can say. Work on the listing goes on once you have answered."
      />
      <div className="flex max-w-3xl flex-col gap-5">
        <Card flush title={open.items.length > 0 ? 'Waiting for you' : undefined}>
          {open.items.length > 0 ? (
            <Questions slug={slug} questions={open.items} timeZone={timezone} now={now} />
          ) : (
            <EmptyState title="Nothing waits for you" icon={<Icon name="message-circle" />}>
              When a directory needs a code or a paper that only you have, we ask here.
            </EmptyState>
          )}
        </Card>
        {answered.length > 0 && (
          <Card flush title="Answered">
            <Questions slug={slug} questions={answered} timeZone={timezone} now={now} />
          </Card>
        )}
      </div>
    </>
  )
}
