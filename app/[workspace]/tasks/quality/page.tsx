import { Live } from '@/components/shell/live'
import { PageHeader } from '@/components/shell/page-header'
import { textParam } from '@/components/table/table-url'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { TextLink } from '@/components/ui/text-link'
import { Time } from '@/components/ui/time'
import { actionTypeLabels } from '@/lib/actions/labels'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { scoreLabels } from '@/lib/quality/labels'
import { quality } from '@/lib/quality/procedures'
import type { OwnReview } from '@/lib/quality/schema'
import type { SearchParams } from '../../_components/list-params'
import { FiguresCard } from '../../_components/quality/figures-card'
import { ObjectButton } from './_components/object-button'

export const metadata = { title: 'Your quality' }

type Props = { params: Promise<{ workspace: string }>; searchParams: SearchParams }

function rulingWords(appeal: NonNullable<OwnReview['appeal']>) {
  if (appeal.status === 'open') return 'You objected; somebody else is looking at it.'
  return appeal.status === 'changed'
    ? `You objected, and the score is ${appeal.score} now: ${appeal.ruling}`
    : `You objected, and the review stands: ${appeal.ruling}`
}

export default async function QualityPage({ params, searchParams }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  const url = { pathname: `/${slug}/tasks/quality`, params: await searchParams }
  const cursor = textParam(url, 'after') || undefined
  const [figures, reviews] = await Promise.all([
    ask(quality.ownFigures, slug, {}),
    ask(quality.own, slug, { cursor, limit: 20 }),
  ])
  return (
    <>
      {actor.vaId && <Live slug={slug} topics={[`va:${actor.vaId}`]} />}
      <PageHeader
        title="Your quality"
        description="What was said of your work, and how your week went beside your own weeks before."
      />
      <FiguresCard figures={figures} own />
      {reviews.items.length === 0 ? (
        <EmptyState title="Nothing was reviewed yet" icon={<Icon name="message-circle" />}>
          A share of what you finish is looked at by somebody else. What they say comes here.
        </EmptyState>
      ) : (
        <Card flush title="Reviews" description="The latest first. You can object to each once.">
          <ul className="divide-y border-t text-sm">
            {reviews.items.map((one) => (
              <li key={one.id} className="flex flex-col gap-1 px-4 py-3">
                <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
                  <span className="font-medium">{one.title}</span>
                  <span className="text-muted text-xs">
                    {actionTypeLabels[one.type]},{' '}
                    <Time at={one.completedAt} timeZone={actor.workspace.timezone} />
                  </span>
                </div>
                <p>
                  {one.qualityScore !== null &&
                    `${one.qualityScore} of 5, ${scoreLabels[one.qualityScore]?.toLowerCase()}. `}
                  {one.reviews.some(({ verdict }) => verdict === 'rework') && 'To be done over. '}
                  {one.reviews.flatMap(({ reasons }) => reasons).join(', ')}
                </p>
                {one.reviews.map(
                  ({ id, feedback }) =>
                    feedback && (
                      <p key={id} className="whitespace-pre-line text-muted">
                        {feedback}
                      </p>
                    ),
                )}
                {one.appeal ? (
                  <p className="text-muted">{rulingWords(one.appeal)}</p>
                ) : (
                  one.reviewStatus === 'reviewed' &&
                  one.qualityScore !== null &&
                  one.qualityScore < 5 && (
                    <div>
                      <ObjectButton slug={slug} id={one.id} title={one.title} />
                    </div>
                  )
                )}
              </li>
            ))}
          </ul>
        </Card>
      )}
      {reviews.nextCursor && (
        <TextLink href={`${url.pathname}?after=${reviews.nextCursor}`}>Earlier ones</TextLink>
      )}
    </>
  )
}
