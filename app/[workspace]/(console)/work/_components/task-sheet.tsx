import { StatusBadge } from '@/components/ui/badge'
import { Callout } from '@/components/ui/callout'
import { DefinitionList } from '@/components/ui/definition-list'
import { TextLink } from '@/components/ui/text-link'
import { Time } from '@/components/ui/time'
import { UrlSheet } from '@/components/ui/url-sheet'
import { actionStatusLabels, actionTypeLabels } from '@/lib/actions/labels'
import { ask } from '@/lib/api/actions'
import { assistants } from '@/lib/assistants/procedures'
import type { Member } from '@/lib/auth/actor'
import { priorityLabels } from '@/lib/routing/labels'
import { routing } from '@/lib/routing/procedures'
import type { WorkDetail } from '@/lib/routing/schema'
import { EventTimeline } from '../../../_components/event-timeline'
import { type ReviewHrefs, ReviewNavigation } from '../../../_components/review-navigation'
import { CandidateList } from './candidate-list'
import { DueChip } from './due-chip'
import { TaskActions } from './task-actions'
import { actionTones } from './tones'
import { WhyThem } from './why-them'

type TaskSheetProps = { actor: Member; id: string; hrefs: ReviewHrefs }

const isOver = ({ status }: WorkDetail) => ['completed', 'failed', 'cancelled'].includes(status)

const skillWords = (skills: Record<string, number>) =>
  Object.entries(skills)
    .map(([skill, level]) => `${skill} ${level}`)
    .join(', ')

/** One task: how it stands, who could take it and why not the others, and what happened. */
export async function TaskSheet({ actor, id, hrefs }: TaskSheetProps) {
  const { slug, timezone } = actor.workspace
  const [task, { help }] = await Promise.all([
    ask(routing.find, slug, { id }),
    ask(assistants.routing, slug, { id }),
  ])
  const now = new Date()
  const nobody =
    task.candidates.length > 0 && task.candidates.every(({ refused }) => refused.length > 0)
  return (
    <UrlSheet
      closeHref={hrefs.close}
      title={task.title}
      description={
        <span className="flex flex-wrap items-center gap-2">
          {actionTypeLabels[task.type]}
          <StatusBadge tone={actionTones[task.status]} label={actionStatusLabels[task.status]} />
          {!isOver(task) && <DueChip due={task} now={now} />}
        </span>
      }
      actions={<ReviewNavigation hrefs={hrefs} noun="task" />}
      footer={!isOver(task) && <TaskActions slug={slug} task={task} />}
    >
      <div className="flex flex-col gap-5">
        {task.description && <p className="whitespace-pre-line text-sm">{task.description}</p>}
        {task.blockedReason && (
          <Callout tone="warning" title="Blocked">
            {task.blockedReason}
          </Callout>
        )}
        {task.question && task.status === 'requires_customer' && (
          <Callout tone="info" title="The customer was asked">
            {task.question}
          </Callout>
        )}
        {task.unroutableSince && (
          <Callout tone="danger" title="Nobody can take this, at any hour">
            {help.join(' ') || 'The list below says what each person lacks.'}
          </Callout>
        )}
        <DefinitionList
          items={[
            [
              'Customer',
              <TextLink key="c" href={`/${slug}/customers/${task.customerId}`}>
                {task.customerName}
              </TextLink>,
            ],
            ['Directory', task.directoryName],
            ['With', task.heldByName ?? 'Nobody'],
            ['Priority', priorityLabels[task.priority]],
            ['Due', task.deadlineAt && <Time key="d" at={task.deadlineAt} timeZone={timezone} />],
            ['Needs', skillWords(task.requiredSkills) || 'No special skill'],
            ...(task.language ? [['Language', task.language] as const] : []),
            ['Takes about', `${task.estimatedMinutes} min, weighs ${task.weight}`],
            ['Opened', <Time key="o" at={task.createdAt} timeZone={timezone} />],
            ...(task.batchId
              ? [
                  [
                    'Batch',
                    <TextLink key="b" href={`/${slug}/batches/${task.batchId}`}>
                      Its submission
                    </TextLink>,
                  ] as const,
                ]
              : []),
            ...(task.sampleReason ? [['Review sample', task.sampleReason] as const] : []),
            ...(task.handoverNote ? [['Handed over with', task.handoverNote] as const] : []),
          ]}
        />
        {task.candidates.length > 0 && (
          <section className="flex flex-col gap-2">
            <h3 className="font-semibold text-sm">Who could take it</h3>
            {nobody && <p className="text-muted text-sm">Nobody could right now.</p>}
            <CandidateList
              slug={slug}
              id={id}
              heldById={task.heldById}
              candidates={task.candidates}
            />
          </section>
        )}
        <WhyThem events={task.events} />
        <section className="flex flex-col gap-3">
          <h3 className="font-semibold text-sm">What happened</h3>
          <EventTimeline events={task.events} timeZone={timezone} now={now} />
        </section>
      </div>
    </UrlSheet>
  )
}
