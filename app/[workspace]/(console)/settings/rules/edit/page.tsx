import { notFound } from 'next/navigation'
import { PageHeader } from '@/components/shell/page-header'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { may } from '@/lib/auth/permissions'
import { programme } from '@/lib/programme/procedures'
import { isoDate } from '@/lib/time'
import { lastQuarter } from '../_components/last-quarter'
import { RulesEditor } from '../_components/rules-editor'

export const metadata = { title: 'Change the rules' }

type Props = { params: Promise<{ workspace: string }> }

export default async function EditRulesPage({ params }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  if (!may(actor, 'programme.manage')) notFound()
  const [versions, campaigns] = await Promise.all([
    ask(programme.versions, slug, {}),
    ask(programme.campaigns, slug, {}),
  ])
  const { timezone, currency } = actor.workspace
  const today = isoDate(new Date(), timezone)
  const start = versions.find(({ state }) => state === 'scheduled' || state === 'in_force')
  return (
    <>
      <PageHeader
        title="Change the rules"
        description="A change counts for deals won from its first day on. What was earned stays as it is."
        breadcrumb={[
          { label: 'Settings', href: `/${slug}/settings` },
          { label: 'Rules', href: `/${slug}/settings/rules` },
        ]}
      />
      <RulesEditor
        key={versions[0]?.version ?? 0}
        slug={slug}
        currency={currency}
        timeZone={timezone}
        today={today}
        period={lastQuarter(today)}
        basedOn={versions[0]?.version ?? 0}
        terms={start ?? null}
        campaigns={campaigns}
      />
    </>
  )
}
