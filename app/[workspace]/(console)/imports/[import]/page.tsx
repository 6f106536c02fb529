import { PageHeader } from '@/components/shell/page-header'
import { textParam } from '@/components/table/table-url'
import { StatusBadge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { allImports, imports } from '@/lib/imports/procedures'
import { may } from '@/lib/imports/rules'
import { type ImportFound, importStatusLabels } from '@/lib/imports/schema'
import { EventTimeline } from '../../../_components/event-timeline'
import type { SearchParams } from '../../../_components/list-params'
import { CancelButton } from '../_components/cancel-button'
import { ConfirmButton } from '../_components/confirm-button'
import { DryRunStats } from '../_components/dry-run-stats'
import { FileFacts } from '../_components/file-facts'
import { ImportNotice } from '../_components/import-notice'
import { MappingForm } from '../_components/mapping-form'
import { ProgressPanel } from '../_components/progress-panel'
import { LeadReport, PlainReport } from '../_components/report'
import { ResumeButton } from '../_components/resume-button'
import { RowsSection } from '../_components/rows-section'
import { importTones } from '../_components/tones'
import { doorsOf, plainDoorsOf } from '../doors'

type Props = {
  params: Promise<{ workspace: string; import: string }>
  searchParams: SearchParams
}

export const metadata = { title: 'Import' }

export default async function ImportPage({ params, searchParams }: Props) {
  const { workspace: slug, import: id } = await params
  const { actor } = await requirePage(slug)
  const url = { pathname: `/${slug}/imports/${id}`, params: await searchParams }
  const found = await ask(allImports.find, slug, { id })
  const { status, kind } = found
  const events = await ask(doorsOf(kind).timeline, slug, { id })
  const wrote = found.confirmedAt !== null
  const mapping =
    status === 'mapping' ||
    (!wrote && may('map', status) && (status === 'failed' || textParam(url, 'step') === 'mapping'))
  const working = status === 'checking' || status === 'importing'
  const over = wrote && !working

  return (
    <>
      <PageHeader
        breadcrumb={[{ label: 'Imports', href: `/${slug}/imports` }, { label: found.fileName }]}
        title={found.fileName}
        badge={<StatusBadge tone={importTones[status]} label={importStatusLabels[status]} />}
        actions={
          <>
            {may('cancel', status) && <CancelButton slug={slug} found={found} />}
            {status === 'ready' && !mapping && (
              <ButtonLink href={`${url.pathname}?step=mapping`}>Change the mapping</ButtonLink>
            )}
            {status === 'ready' && !mapping && <ConfirmButton slug={slug} found={found} />}
            {status === 'failed' && wrote && <ResumeButton slug={slug} kind={kind} id={id} />}
          </>
        }
      />
      <ImportNotice slug={slug} found={found} timeZone={actor.workspace.timezone} />
      {mapping && <MappingForm slug={slug} found={found} />}
      {working && <ProgressPanel key={status} slug={slug} initial={found} />}
      {status === 'ready' && !mapping && <DryRunStats found={found} href={url.pathname} />}
      {over && <ReportOf slug={slug} found={found} href={url.pathname} />}
      {((status === 'ready' && !mapping) || over) && (
        <RowsSection slug={slug} found={found} url={url} />
      )}
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <FileFacts found={found} timeZone={actor.workspace.timezone} />
        <Card title="History">
          <EventTimeline events={events} timeZone={actor.workspace.timezone} now={new Date()} />
        </Card>
      </div>
    </>
  )
}

type ReportOfProps = { slug: string; found: ImportFound; href: string }

async function ReportOf({ slug, found, href }: ReportOfProps) {
  const { id, kind } = found
  if (kind === 'leads') {
    const report = await ask(imports.report, slug, { id })
    return <LeadReport slug={slug} found={found} report={report} href={href} />
  }
  const report = await ask(plainDoorsOf(kind).report, slug, { id })
  return <PlainReport slug={slug} found={found} report={report} href={href} />
}
