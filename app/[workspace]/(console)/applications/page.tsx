import { PageHeader } from '@/components/shell/page-header'
import { FilterChip } from '@/components/table/filter-chip'
import { FilterChips } from '@/components/table/filter-chips'
import { FilterMenu } from '@/components/table/filter-menu'
import { SearchInput } from '@/components/table/search-input'
import { listParam, textParam } from '@/components/table/table-url'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { ask } from '@/lib/api/actions'
import { applications } from '@/lib/applications/procedures'
import {
  applicationStatuses,
  applicationStatusLabels,
  experienceLabels,
  experienceLevels,
} from '@/lib/applications/schema'
import { may } from '@/lib/auth/permissions'
import { partners } from '@/lib/partners/procedures'
import { idParam, isFiltered, oneOf } from '../../_components/list-params'
import { ListTable } from '../../_components/list-table'
import { type ListPageProps, openList } from '../../_components/open-list'
import { reviewHrefs } from '../../_components/review-hrefs'
import { ApplicationSheet } from './_components/application-sheet'
import { BulkReview } from './_components/bulk-review'
import { applicationColumns } from './_components/columns'

export const metadata = { title: 'Applications' }

const waiting = ['pending', 'under_review'] as const

/** `?status=all` shows every one; without a status the queue shows what waits for a decision. */
function statusesOf(asked: string[]) {
  if (asked.includes('all')) return undefined
  return oneOf(applicationStatuses, asked) ?? [...waiting]
}

export default async function ApplicationsPage(props: ListPageProps) {
  const { slug, actor, url, sort, from, filter } = await openList(
    props,
    'applications',
    ['submitted'],
    'submitted',
  )
  const asked = listParam(url, 'status')
  const selection = {
    status: statusesOf(asked),
    experience: oneOf(experienceLevels, listParam(url, 'experience')),
    search: textParam(url, 'q').slice(0, 200) || undefined,
    referredBy: idParam(url, 'referrer'),
  }
  const { sort: _, ...order } = filter
  const [page, counts, total, referrer] = await Promise.all([
    ask(applications.list, slug, { ...selection, ...order }),
    ask(applications.counts, slug, {}),
    ask(applications.count, slug, selection),
    selection.referredBy && ask(partners.find, slug, { id: selection.referredBy }),
  ])
  const countOf = (statuses: readonly string[]) =>
    counts.reduce((all, { status, count }) => all + (statuses.includes(status) ? count : 0), 0)
  const open = idParam(url, 'open')
  const ids = page.items.map(({ id }) => id)
  const canReview = may(actor, 'applications.review')

  return (
    <>
      <PageHeader
        title="Applications"
        description="Who wants to become a partner. Whoever waits longest is on top."
        actions={<ButtonLink href={`/p/${slug}`}>Programme page</ButtonLink>}
      />
      <ListTable
        caption="Applications"
        noun={['application', 'applications']}
        url={url}
        sort={sort}
        from={from}
        page={page}
        total={total}
        columns={applicationColumns(actor.workspace.timezone)}
        rowName={(row) => row.name}
        bulkActions={canReview && <BulkReview slug={slug} />}
        filters={
          <>
            <SearchInput url={url} label="Search applications" />
            <FilterChips
              url={url}
              param="status"
              label="Status"
              options={[
                { value: '', label: 'Waiting', count: countOf(waiting) },
                ...(['approved', 'rejected'] as const).map((status) => ({
                  value: status,
                  label: applicationStatusLabels[status],
                  count: countOf([status]),
                })),
                { value: 'all', label: 'All', count: countOf(applicationStatuses) },
              ]}
            />
            <FilterMenu
              url={url}
              param="experience"
              label="Experience"
              options={experienceLevels.map((value) => ({ value, label: experienceLabels[value] }))}
            />
            {referrer && (
              <FilterChip url={url} param="referrer" label="Referred by" value={referrer.name} />
            )}
          </>
        }
        filtered={isFiltered({ ...selection, status: undefined })}
        empty={
          <EmptyState
            title={asked.length > 0 ? 'No applications here' : 'Nobody is waiting'}
            icon={<Icon name="inbox" />}
            action={<ButtonLink href={`/p/${slug}`}>Open the programme page</ButtonLink>}
          >
            Applications from your programme page arrive here. Share it to get more.
          </EmptyState>
        }
      />
      {open && (
        <ApplicationSheet key={open} actor={actor} id={open} hrefs={reviewHrefs(url, ids, open)} />
      )}
    </>
  )
}
