import { Live } from '@/components/shell/live'
import { PageHeader } from '@/components/shell/page-header'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { ask } from '@/lib/api/actions'
import { may } from '@/lib/auth/permissions'
import { reports } from '@/lib/reports/procedures'
import { ListTable } from '../../../_components/list-table'
import { type ListPageProps, openList } from '../../../_components/open-list'
import { reportColumns } from './_components/columns'

export const metadata = { title: 'Reports' }

export default async function ReportsPage(props: ListPageProps) {
  const { slug, actor, url, from, filter } = await openList(
    props,
    'analytics/reports',
    ['created'],
    '-created',
  )
  const { cursor, before, limit } = filter
  const page = await ask(reports.list, slug, { cursor, before, limit })
  const create = may(actor, 'reports.manage') && (
    <ButtonLink variant="primary" href={`${url.pathname}/new`}>
      <Icon name="plus" /> New report
    </ButtonLink>
  )

  return (
    <>
      <Live slug={slug} topics={['reports']} />
      <PageHeader
        title="Reports"
        description="Figures as a file: on demand, or by a schedule to whoever needs them."
        actions={create}
      />
      <ListTable
        caption="Reports"
        noun={['report', 'reports']}
        url={url}
        sort="-created"
        from={from}
        page={page}
        total={{ count: from + page.items.length - 1, capped: page.nextCursor !== null }}
        columns={reportColumns(actor.workspace.timezone)}
        rowName={(row) => row.name}
        rowLink={`${url.pathname}/`}
        empty={
          <EmptyState title="No reports yet" icon={<Icon name="file-text" />} action={create}>
            Choose figures, a period and a format. Make the file when you need it, or let it go out
            every week or month by itself.
          </EmptyState>
        }
      />
    </>
  )
}
