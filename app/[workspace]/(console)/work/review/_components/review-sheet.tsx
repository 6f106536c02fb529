import { StatusBadge } from '@/components/ui/badge'
import { Callout } from '@/components/ui/callout'
import { DefinitionList } from '@/components/ui/definition-list'
import { TextLink } from '@/components/ui/text-link'
import { Time } from '@/components/ui/time'
import { UrlSheet } from '@/components/ui/url-sheet'
import { actionTypeLabels } from '@/lib/actions/labels'
import { outcomeOf } from '@/lib/actions/outcome-fields'
import { ask } from '@/lib/api/actions'
import type { Member } from '@/lib/auth/actor'
import { proofHref } from '@/lib/proofs/labels'
import { reviewStatusLabels, scoreLabels, verdictLabels } from '@/lib/quality/labels'
import { quality } from '@/lib/quality/procedures'
import type { ReviewDetail } from '@/lib/quality/schema'
import { type ReviewHrefs, ReviewNavigation } from '../../../../_components/review-navigation'
import { reviewTones } from '../../_components/tones'
import { ReviewForm } from './review-form'
import { RulingForm } from './ruling-form'

type ReviewSheetProps = { actor: Member; id: string; hrefs: ReviewHrefs }

const plain = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

/** What came out of it, in the words of the form that it was given in. */
function results({ type, outcome, resultData }: ReviewDetail) {
  const found = outcomeOf(type, outcome)
  const fields = (found?.fields ?? []).flatMap(({ name, label }) => {
    const text = plain(resultData?.[name])
    return text ? [[label, text] as const] : []
  })
  const note = plain(resultData?.note)
  return [
    ['Outcome', found?.label ?? outcome] as const,
    ...fields,
    ...(note ? [['Note', note] as const] : []),
  ]
}

/** A finished task, what came out of it, and what is said of it. */
export async function ReviewSheet({ actor, id, hrefs }: ReviewSheetProps) {
  const { slug, timezone } = actor.workspace
  const task = await ask(quality.find, slug, { id })
  return (
    <UrlSheet
      closeHref={hrefs.close}
      title={task.title}
      description={
        <span className="flex flex-wrap items-center gap-2">
          {actionTypeLabels[task.type]}, done by {task.vaName}
          <StatusBadge
            tone={reviewTones[task.reviewStatus]}
            label={reviewStatusLabels[task.reviewStatus]}
          />
        </span>
      }
      actions={<ReviewNavigation hrefs={hrefs} noun="review" />}
    >
      <div className="flex flex-col gap-5">
        {task.description && <p className="whitespace-pre-line text-sm">{task.description}</p>}
        <DefinitionList
          items={[
            ['Customer', task.customerName],
            ['Directory', task.directoryName],
            ...results(task),
            ['By the timer', task.minutes === null ? null : `${task.minutes} min`],
            ['Done', <Time key="d" at={task.completedAt} timeZone={timezone} />],
            ['Playbook', task.playbookVersion && `Version ${task.playbookVersion}`],
            ['Sample', task.sampleReason],
            [
              'Proofs',
              task.proofs.length > 0 ? (
                <span key="p" className="flex flex-col">
                  {task.proofs.map((proof) => (
                    <TextLink key={proof.id} href={proofHref(slug, proof.id)}>
                      {proof.name}
                    </TextLink>
                  ))}
                </span>
              ) : null,
            ],
            ...(task.reworkId
              ? [
                  [
                    'Done over in',
                    <TextLink key="r" href={`/${slug}/work/actions?open=${task.reworkId}`}>
                      A task of its own
                    </TextLink>,
                  ] as const,
                ]
              : []),
          ]}
        />
        {task.reviews.map((one) => (
          <Callout
            key={one.id}
            tone={one.verdict === 'accepted' ? 'success' : 'warning'}
            title={`${one.score}, ${scoreLabels[one.score]?.toLowerCase()}. ${verdictLabels[one.verdict]} by ${one.reviewerName}`}
          >
            {[one.reasons.join(', '), one.feedback].filter(Boolean).join('. ')}
          </Callout>
        ))}
        {task.appeal && (
          <Callout tone="info" title={`${task.vaName} objects`}>
            {task.appeal.argument}
          </Callout>
        )}
        {task.appeal && task.appeal.status !== 'open' && (
          <Callout
            tone="neutral"
            title={
              task.appeal.status === 'changed'
                ? `Ruled: the score is ${task.appeal.score}`
                : 'Ruled: the review stands'
            }
          >
            {task.appeal.ruling}
          </Callout>
        )}
        {task.obstacle ? (
          <Callout>{task.obstacle}</Callout>
        ) : task.reviewStatus === 'waiting' ? (
          <ReviewForm key={id} slug={slug} id={id} hrefs={hrefs} />
        ) : task.reviewStatus === 'appealed' ? (
          <RulingForm key={id} slug={slug} id={id} hrefs={hrefs} />
        ) : null}
      </div>
    </UrlSheet>
  )
}
