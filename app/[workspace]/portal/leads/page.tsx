import { PageHeader } from '@/components/shell/page-header'
import { listParam, textParam } from '@/components/table/table-url'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { ask } from '@/lib/api/actions'
import { leads } from '@/lib/leads/procedures'
import { leadName, leadSorts, leadStatuses } from '@/lib/leads/schema'
import { LeadSearch } from '../../_components/lead-search'
import { exportHref, isFiltered, oneOf } from '../../_components/list-params'
import { ListTable } from '../../_components/list-table'
import { type ListPageProps, openList } from '../../_components/open-list'
import { leadColumns } from '../_components/columns'

export const metadata = { title: 'Your leads' }

export default async function PortalLeadsPage(props: ListPageProps) {
  const { slug, actor, url, sort, from, filter } = await openList(
    props,
    'portal/leads',
    leadSorts,
    '-created',
  )
  const selection = {
    status: oneOf(leadStatuses, listParam(url, 'status')),
    search: textParam(url, 'q').slice(0, 200) || undefined,
  }
  const page = await ask(leads.page, slug, { ...selection, ...filter })
  const register = actor.partnerStatus === 'active' && (
    <ButtonLink variant="primary" href={`/${slug}/portal/leads/new`}>
      <Icon name="plus" /> Register a client
    </ButtonLink>
  )

  return (
    <>
      <PageHeader
        title="Your leads"
        description="The clients you brought, and how far each has come."
        actions={register}
      />
      <ListTable
        caption="Your leads"
        noun={['lead', 'leads']}
        url={url}
        sort={sort}
        from={from}
        page={page}
        total={page.total}
        columns={leadColumns(actor.workspace.timezone)}
        rowName={leadName}
        rowLink={`${url.pathname}/`}
        exportHref={exportHref('leads', slug, { ...selection, ...filter })}
        filters={<LeadSearch url={url} withStage />}
        filtered={isFiltered(selection)}
        empty={
          <EmptyState title="No leads yet" icon={<Icon name="square-kanban" />} action={register}>
            Register a client before you introduce them: from then on nobody else can register them.
          </EmptyState>
        }
      />
    </>
  )
}
