import { PageHeader } from '@/components/shell/page-header'
import { StatusBadge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { Stat, StatGroup } from '@/components/ui/stat'
import { TextLink } from '@/components/ui/text-link'
import { Time } from '@/components/ui/time'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { may } from '@/lib/auth/permissions'
import {
  automationMethodLabels,
  categoryLabels,
  linkTypeLabels,
  pricingLabels,
} from '@/lib/directories/labels'
import { directories } from '@/lib/directories/procedures'
import type { Directory } from '@/lib/directories/schema'
import { formatMoney } from '@/lib/money'
import { counted } from '@/lib/words'
import { EventTimeline } from '../../../_components/event-timeline'
import { EditButton } from '../_components/edit-button'
import { RecipeCard } from '../_components/recipe-card'
import { RequirementsCard } from '../_components/requirements-card'
import { SwitchButton } from '../_components/switch-button'
import { pause, percent } from '../_components/words'

type Props = { params: Promise<{ workspace: string; directory: string }> }

export const metadata = { title: 'Directory' }

const external = (url: string) => (
  <TextLink external href={url}>
    {url}
  </TextLink>
)

export default async function DirectoryPage({ params }: Props) {
  const { workspace: slug, directory: id } = await params
  const { actor } = await requirePage(slug)
  const [directory, events] = await Promise.all([
    ask(directories.find, slug, { id }),
    ask(directories.timeline, slug, { id }),
  ])
  const { timezone, currency } = actor.workspace
  const editable = may(actor, 'directories.manage')
  const props = { slug, directory, currency }

  return (
    <>
      <PageHeader
        breadcrumb={[
          { label: 'Directories', href: `/${slug}/directories` },
          { label: directory.name },
        ]}
        title={directory.name}
        description={directory.description || undefined}
        badge={
          <StatusBadge
            tone={directory.isActive ? 'success' : 'neutral'}
            label={directory.isActive ? 'On' : 'Off'}
          />
        }
        actions={
          editable && (
            <>
              <SwitchButton slug={slug} directory={directory} />
              <EditButton {...props} what="details" />
            </>
          )
        }
      />
      <Statistics directory={directory} />
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[3fr_2fr]">
        <div className="flex min-w-0 flex-col gap-5">
          <RequirementsCard {...props} editable={editable} />
          <RecipeCard slug={slug} directoryId={id} editable={editable} />
          <Card title="Limits" actions={editable && <EditButton {...props} what="limits" />}>
            <DefinitionList
              items={[
                ['At a time', directory.maxConcurrent ?? 'No limit'],
                ['Between two starts', pause(directory.cooldownSeconds)],
                [
                  'Next start',
                  directory.nextStartAt && directory.nextStartAt > new Date() ? (
                    <Time key="next" at={directory.nextStartAt} timeZone={timezone} />
                  ) : (
                    'At any time'
                  ),
                ],
              ]}
            />
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Card title="Details">
            <DefinitionList
              items={[
                ['Address', external(directory.url)],
                ['Form', directory.submissionUrl && external(directory.submissionUrl)],
                ['Category', categoryLabels[directory.category]],
                ['Country', directory.country ?? 'Any'],
                ['Authority', directory.daScore],
                ['Links', linkTypeLabels[directory.linkType]],
                ['Pricing', pricingLabels[directory.pricing]],
                [
                  'Price',
                  directory.priceCents === null
                    ? null
                    : formatMoney(directory.priceCents, directory.priceCurrency ?? currency),
                ],
                ['Costs', counted(directory.credits, 'credit')],
                ['Method', automationMethodLabels[directory.automationMethod]],
                [
                  'Added',
                  <Time key="added" at={directory.createdAt} timeZone={timezone} format="date" />,
                ],
              ]}
            />
          </Card>
          <Card title="History">
            <EventTimeline events={events} timeZone={timezone} now={new Date()} />
          </Card>
        </div>
      </div>
    </>
  )
}

function Statistics({ directory }: { directory: Directory }) {
  const { submissionsCount, approvedCount, rejectedCount, failedCount, manualCount } = directory
  const said = directory.averageApprovalDays
  return (
    <StatGroup label="How submissions have fared">
      <Stat
        label="Submissions"
        value={submissionsCount.toLocaleString('en-US')}
        hint={
          submissionsCount > 0
            ? [
                `${approvedCount.toLocaleString('en-US')} approved`,
                `${rejectedCount.toLocaleString('en-US')} rejected`,
                `${failedCount.toLocaleString('en-US')} failed`,
              ].join(', ')
            : 'None so far'
        }
      />
      <Stat
        label="Expected approval"
        value={`${Math.round(directory.expectedApproval / 100)} %`}
        hint={
          approvedCount + rejectedCount > 0
            ? `${percent(approvedCount, approvedCount + rejectedCount)} of what was decided`
            : 'Assumed, until something is decided'
        }
      />
      <Stat
        label="Days to approval"
        value={directory.medianApprovalDays ?? said ?? '–'}
        hint={
          directory.medianApprovalDays !== null
            ? 'The middle of what we saw'
            : said !== null
              ? 'As the directory says'
              : 'Not known yet'
        }
      />
      <Stat
        label="Helped by hand"
        value={percent(manualCount, submissionsCount) ?? '–'}
        hint={manualCount > 0 ? counted(manualCount, 'submission') : undefined}
      />
    </StatGroup>
  )
}
