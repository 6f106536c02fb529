import { PageHeader } from '@/components/shell/page-header'
import { StatusBadge } from '@/components/ui/badge'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { TextLink } from '@/components/ui/text-link'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { self } from '@/lib/assistants/procedures/self'
import { formatSkills } from '@/lib/assistants/rules'
import { isoDate } from '@/lib/time'
import { counted } from '@/lib/words'
import { HoursForm } from '../../_components/assistants/hours-form'
import { LeaveCard } from '../../_components/assistants/leave-card'
import { presenceWords, standing } from '../../_components/assistants/presence'
import { zonesWith } from '../../_components/assistants/zones'
import { OwnForm } from './_components/own-form'
import { addOwnLeave, removeOwnLeave, saveSelf } from './actions'

export const metadata = { title: 'Your hours' }

type Props = { params: Promise<{ workspace: string }> }

/** When a virtual assistant works, and what they say of themselves. */
export default async function HoursPage({ params }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  const me = await ask(self.find, slug, {})
  const workspaceZone = actor.workspace.timezone
  const now = new Date()
  const [tone, label] = standing(me)
  return (
    <>
      <PageHeader
        title="Your hours"
        description={presenceWords({
          presence: me.presence,
          zone: me.timezone,
          workspaceZone,
          now,
        })}
        badge={<StatusBadge tone={tone} label={label} />}
      />
      {me.absence.includes('unavailable') && (
        <Callout tone="warning" title="You are switched to away">
          No task comes to you, whatever your hours say.{' '}
          <TextLink href={`/${slug}/tasks`}>Switch it on your tasks page</TextLink>
        </Callout>
      )}
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[2fr_1fr]">
        <div className="flex min-w-0 flex-col gap-5">
          <Card
            title="Working hours"
            description="Tasks come to you within them. You can always finish what you hold."
          >
            <HoursForm
              key={JSON.stringify([me.timezone, me.workingHours])}
              assistant={me}
              zones={zonesWith(me.timezone, workspaceZone)}
              workspaceZone={workspaceZone}
              save={saveSelf.bind(null, slug)}
            />
          </Card>
          <LeaveCard
            assistant={me}
            today={isoDate(now, me.timezone)}
            add={addOwnLeave.bind(null, slug)}
            remove={removeOwnLeave.bind(null, slug)}
          />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Card title="You">
            <OwnForm slug={slug} me={me} />
          </Card>
          <Card title="What the team says" description="Ask your manager to change these.">
            <DefinitionList
              items={[
                ['Skills', formatSkills(me.skills) || 'None yet'],
                ['At a time', counted(me.maxConcurrentTasks, 'task')],
              ]}
            />
          </Card>
        </div>
      </div>
    </>
  )
}
