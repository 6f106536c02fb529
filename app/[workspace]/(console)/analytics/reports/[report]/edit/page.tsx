import { notFound } from 'next/navigation'
import { PageHeader } from '@/components/shell/page-header'
import { Callout } from '@/components/ui/callout'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { may } from '@/lib/auth/permissions'
import { metrics } from '@/lib/metrics/procedures'
import { reports } from '@/lib/reports/procedures'
import { zonesWith } from '../../../../../_components/assistants/zones'
import { Builder } from '../../_components/builder'

type Props = { params: Promise<{ workspace: string; report: string }> }

export const metadata = { title: 'Edit report' }

export default async function EditReportPage({ params }: Props) {
  const { workspace: slug, report: id } = await params
  const { actor } = await requirePage(slug)
  if (!may(actor, 'reports.manage')) notFound()
  const [{ items }, found] = await Promise.all([
    ask(metrics.catalogue, slug, {}),
    ask(reports.find, slug, { id }),
  ])
  const { data: _, ...report } = found
  const { timezone } = actor.workspace

  return (
    <>
      <PageHeader
        breadcrumb={[
          { label: 'Reports', href: `/${slug}/analytics/reports` },
          { label: report.name, href: `/${slug}/analytics/reports/${id}` },
          { label: 'Edit' },
        ]}
        title={`Edit ${report.name}`}
      />
      {report.orphaned && (
        <Callout tone="warning" title="Whoever made this report has left">
          It is made with the rights of its maker. Save it, and it is made with yours.
        </Callout>
      )}
      <Builder
        slug={slug}
        catalogue={items}
        zones={zonesWith(timezone, report.timezone)}
        timezone={timezone}
        report={report}
      />
    </>
  )
}
