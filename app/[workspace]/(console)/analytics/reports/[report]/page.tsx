import { Live } from '@/components/shell/live'
import { PageHeader } from '@/components/shell/page-header'
import { textParam } from '@/components/table/table-url'
import { StatusBadge } from '@/components/ui/badge'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { may } from '@/lib/auth/permissions'
import { metrics } from '@/lib/metrics/procedures'
import { executionStatusLabels, limits } from '@/lib/reports/labels'
import { reports } from '@/lib/reports/procedures'
import { firstRows } from '@/lib/reports/rules'
import { counted } from '@/lib/words'
import type { SearchParams } from '../../../../_components/list-params'
import { ExecutionList } from '../_components/execution-list'
import { ReportActions } from '../_components/report-actions'
import { ReportFacts } from '../_components/report-facts'
import { ReportTable } from '../_components/report-table'
import { executionTones } from '../_components/tones'

type Props = {
  params: Promise<{ workspace: string; report: string }>
  searchParams: SearchParams
}

export const metadata = { title: 'Report' }

export default async function ReportPage({ params, searchParams }: Props) {
  const { workspace: slug, report: id } = await params
  const { actor } = await requirePage(slug)
  const home = `/${slug}/analytics/reports`
  const url = { pathname: `${home}/${id}`, params: await searchParams }
  const [report, executions, { items }] = await Promise.all([
    ask(reports.find, slug, { id }),
    ask(reports.executions, slug, { id, limit: 20, cursor: textParam(url, 'after') || undefined }),
    ask(metrics.catalogue, slug, {}),
  ])
  const { status, data, last } = report
  const manages = may(actor, 'reports.manage')

  return (
    <>
      <Live slug={slug} topics={[`report:${id}`]} />
      <PageHeader
        breadcrumb={[{ label: 'Reports', href: home }, { label: report.name }]}
        title={report.name}
        badge={
          last && (
            <StatusBadge
              tone={executionTones[last.status]}
              label={executionStatusLabels[last.status]}
            />
          )
        }
        actions={
          manages && (
            <ReportActions
              slug={slug}
              report={{
                id,
                name: report.name,
                schedule: report.schedule,
                active: report.active,
                recipients: report.recipients,
                orphaned: report.orphaned,
              }}
            />
          )
        }
      />
      {status === 'failed' && (
        <Callout tone="danger" title="The last time it could not be made">
          {report.error}
        </Callout>
      )}
      {report.orphaned && status !== 'failed' && (
        <Callout tone="warning" title="Whoever made this report has left">
          It is not made any more. Edit and save it to take it over.
        </Callout>
      )}
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-5">
          {data && (
            <Card
              flush
              title="What it says"
              description={
                data.rowCount > limits.previewRows
                  ? `The first ${limits.previewRows} of ${counted(data.rowCount, 'row')}; the file has them all.`
                  : undefined
              }
            >
              <ReportTable data={firstRows(data, limits.previewRows)} />
            </Card>
          )}
          <ExecutionList
            slug={slug}
            page={executions}
            href={url.pathname}
            timeZone={actor.workspace.timezone}
            manages={manages}
          />
        </div>
        <ReportFacts
          report={report}
          figures={report.metrics.map(
            (key) => items.find((info) => info.key === key)?.label ?? key,
          )}
        />
      </div>
    </>
  )
}
