import { PageHeader } from '@/components/shell/page-header'
import { StatusBadge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { Stat, StatGroup } from '@/components/ui/stat'
import { Time } from '@/components/ui/time'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { assistants } from '@/lib/assistants/procedures'
import { may } from '@/lib/auth/permissions'
import { quality } from '@/lib/quality/procedures'
import { isoDate } from '@/lib/time'
import { HoursForm } from '../../../_components/assistants/hours-form'
import { LeaveCard } from '../../../_components/assistants/leave-card'
import { presenceWords, standing } from '../../../_components/assistants/presence'
import { zonesWith } from '../../../_components/assistants/zones'
import { EventTimeline } from '../../../_components/event-timeline'
import { FiguresCard } from '../../../_components/quality/figures-card'
import { Abilities } from '../_components/abilities'
import { AssistantActions } from '../_components/assistant-actions'
import { InvitationNote } from '../_components/invitation-note'
import { addLeave, editAssistant, removeLeave } from '../actions'

export const metadata = { title: 'Virtual assistant' }

type Props = { params: Promise<{ workspace: string; assistant: string }> }

const figure = (value: number | null, unit = '') =>
  value === null ? '–' : `${value.toLocaleString('en-US')}${unit}`

/** One person: what they can do, when they work, and how it goes. */
export default async function AssistantPage({ params }: Props) {
  const { workspace: slug, assistant: id } = await params
  const { actor } = await requirePage(slug)
  const [person, events, facets, figures] = await Promise.all([
    ask(assistants.find, slug, { id }),
    ask(assistants.timeline, slug, { id }),
    ask(assistants.facets, slug, {}),
    ask(quality.figures, slug, { id }),
  ])
  const { timezone: workspaceZone } = actor.workspace
  const now = new Date()
  const [tone, label] = standing(person)
  const manages = may(actor, 'assistants.manage')
  return (
    <>
      <PageHeader
        breadcrumb={[
          { label: 'Virtual assistants', href: `/${slug}/assistants` },
          { label: person.name },
        ]}
        title={person.name}
        description={presenceWords({
          presence: person.presence,
          zone: person.timezone,
          workspaceZone,
          now,
        })}
        badge={<StatusBadge tone={tone} label={label} />}
        actions={manages && <AssistantActions {...{ slug, facets }} assistant={person} />}
      />
      {person.invitation && (
        <InvitationNote
          expiresAt={person.invitation.expiresAt}
          timeZone={workspaceZone}
          now={now}
        />
      )}
      {person.status === 'active' && (
        <StatGroup label="How it goes">
          <Stat
            label="Load now"
            value={`${person.load} of ${person.maxConcurrentTasks}`}
            hint={person.late > 0 ? `${person.late} late` : 'Nothing late'}
          />
          <Stat label="Finished" value={figure(person.completedTasks)} />
          <Stat label="Success" value={figure(person.successRate, ' %')} />
          <Stat
            label="Quality"
            value={figure(person.averageQualityScore)}
            hint="Of 5, by reviews"
          />
          <Stat label="Minutes a task" value={figure(person.averageHandlingMinutes)} />
        </StatGroup>
      )}
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[2fr_1fr]">
        <div className="flex min-w-0 flex-col gap-5">
          {person.status === 'active' && <FiguresCard figures={figures} />}
          {person.status !== 'left' && (
            <>
              <Card title="Working hours" description="They may change these themselves.">
                <HoursForm
                  key={JSON.stringify([person.timezone, person.workingHours])}
                  assistant={person}
                  zones={zonesWith(person.timezone, workspaceZone)}
                  workspaceZone={workspaceZone}
                  save={editAssistant.bind(null, slug, id)}
                />
              </Card>
              <LeaveCard
                assistant={person}
                today={isoDate(now, person.timezone)}
                add={addLeave.bind(null, slug, id)}
                remove={removeLeave.bind(null, slug, id)}
              />
            </>
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Abilities person={person} />
          <Card title="Contact">
            <DefinitionList
              items={[
                ['E-mail', person.email],
                [
                  'Last active',
                  person.lastActiveAt && (
                    <Time
                      key="active"
                      at={person.lastActiveAt}
                      timeZone={workspaceZone}
                      now={now}
                    />
                  ),
                ],
                [
                  'Since',
                  <Time key="since" at={person.createdAt} timeZone={workspaceZone} format="date" />,
                ],
              ]}
            />
          </Card>
          <Card title="History">
            <EventTimeline events={events} timeZone={workspaceZone} now={now} />
          </Card>
        </div>
      </div>
    </>
  )
}
