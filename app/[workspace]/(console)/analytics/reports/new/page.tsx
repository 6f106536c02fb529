import { notFound } from 'next/navigation'
import { PageHeader } from '@/components/shell/page-header'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { may } from '@/lib/auth/permissions'
import { metrics } from '@/lib/metrics/procedures'
import { zonesWith } from '../../../../_components/assistants/zones'
import { Builder } from '../_components/builder'

type Props = { params: Promise<{ workspace: string }> }

export const metadata = { title: 'New report' }

export default async function NewReportPage({ params }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  if (!may(actor, 'reports.manage')) notFound()
  const { items } = await ask(metrics.catalogue, slug, {})
  const { timezone } = actor.workspace

  return (
    <>
      <PageHeader
        breadcrumb={[
          { label: 'Reports', href: `/${slug}/analytics/reports` },
          { label: 'New report' },
        ]}
        title="New report"
      />
      <Builder slug={slug} catalogue={items} zones={zonesWith(timezone)} timezone={timezone} />
    </>
  )
}
