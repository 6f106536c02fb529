import { PageHeader } from '@/components/shell/page-header'
import { hrefWith, textParam } from '@/components/table/table-url'
import { ButtonLink } from '@/components/ui/button-link'
import { Icon } from '@/components/ui/icon'
import { requirePage } from '@/lib/api/request'
import { may } from '@/lib/auth/permissions'
import { idParam, type SearchParams } from '../../_components/list-params'
import { LeadSheet } from './_components/lead-sheet'
import { leadsBoard } from './_components/leads-board'
import { leadsTable } from './_components/leads-table'
import { ViewSwitch } from './_components/view-switch'

type Props = { params: Promise<{ workspace: string }>; searchParams: SearchParams }

export const metadata = { title: 'Leads' }

/** One query, two views: `?view=board` shows as columns what the table shows as rows. */
export default async function LeadsPage({ params, searchParams }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  const url = { pathname: `/${slug}/leads`, params: await searchParams }
  const open = idParam(url, 'open')
  const view = textParam(url, 'view') === 'board' ? leadsBoard : leadsTable

  return (
    <>
      <PageHeader
        title="Leads"
        actions={
          <>
            <ViewSwitch url={url} />
            {may(actor, 'leads.register') && (
              <ButtonLink variant="primary" href={`/${slug}/leads/new`}>
                <Icon name="plus" /> Register a lead
              </ButtonLink>
            )}
          </>
        }
      />
      {await view(actor, url)}
      {open && (
        <LeadSheet key={open} actor={actor} id={open} closeHref={hrefWith(url, { open: null })} />
      )}
    </>
  )
}
