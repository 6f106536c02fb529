import { PageHeader } from '@/components/shell/page-header'
import { FilterChip } from '@/components/table/filter-chip'
import { FilterChips } from '@/components/table/filter-chips'
import { FilterMenu } from '@/components/table/filter-menu'
import { listParam } from '@/components/table/table-url'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { ask } from '@/lib/api/actions'
import { partners } from '@/lib/partners/procedures'
import type { FlagStatus } from '@/lib/risk/labels'
import { risk } from '@/lib/risk/procedures'
import { flagKindLabels, flagKinds, flagStatuses, flagStatusLabels } from '@/lib/risk/schema'
import { idParam, isFiltered, oneOf } from '../../_components/list-params'
import { ListTable } from '../../_components/list-table'
import { type ListPageProps, openList } from '../../_components/open-list'
import { reviewHrefs } from '../../_components/review-hrefs'
import { flagColumns } from './_components/columns'
import { FlagSheet } from './_components/flag-sheet'

export const metadata = { title: 'Risk' }

export default async function RiskPage(props: ListPageProps) {
  const { slug, actor, url, sort, from, filter } = await openList(
    props,
    'risk',
    ['raised'],
    'raised',
  )
  const asked = listParam(url, 'status')
  const status: FlagStatus[] | undefined = asked.includes('all')
    ? undefined
    : (oneOf(flagStatuses, asked) ?? ['open'])
  const selection = {
    kind: oneOf(flagKinds, listParam(url, 'kind')),
    partnerId: idParam(url, 'partner'),
  }
  const { sort: _, ...order } = filter
  const [page, counts, partner] = await Promise.all([
    ask(risk.list, slug, { ...selection, status, ...order }),
    ask(risk.counts, slug, selection),
    selection.partnerId && ask(partners.find, slug, { id: selection.partnerId }),
  ])
  const countOf = (statuses: readonly string[]) =>
    counts.reduce((all, one) => all + (statuses.includes(one.status) ? one.count : 0), 0)
  const open = idParam(url, 'open')

  return (
    <>
      <PageHeader
        title="Risk"
        description="What looks wrong, and the money that waits until somebody has looked."
      />
      <ListTable
        caption="Risk flags"
        noun={['flag', 'flags']}
        url={url}
        sort={sort}
        from={from}
        page={page}
        total={{ count: countOf(status ?? flagStatuses) }}
        columns={flagColumns(actor.workspace.timezone, status?.join() === 'open')}
        rowName={(row) => `${flagKindLabels[row.kind]}, ${row.partnerName}`}
        filters={
          <>
            <FilterChips
              url={url}
              param="status"
              label="Status"
              options={[
                { value: '', label: flagStatusLabels.open, count: countOf(['open']) },
                ...(['cleared', 'confirmed'] as const).map((value) => ({
                  value,
                  label: flagStatusLabels[value],
                  count: countOf([value]),
                })),
                { value: 'all', label: 'All', count: countOf(flagStatuses) },
              ]}
            />
            <FilterMenu
              url={url}
              param="kind"
              label="Kind"
              options={flagKinds.map((value) => ({ value, label: flagKindLabels[value] }))}
            />
            {partner && (
              <FilterChip url={url} param="partner" label="Partner" value={partner.name} />
            )}
          </>
        }
        filtered={isFiltered(selection)}
        empty={
          <EmptyState title="Nothing looks wrong" icon={<Icon name="shield-alert" />}>
            Self-referrals, equal payout details, bursts of leads and the like are flagged here. A
            flag holds the money until an admin clears it.
          </EmptyState>
        }
      />
      {open && (
        <FlagSheet
          key={open}
          actor={actor}
          id={open}
          hrefs={reviewHrefs(
            url,
            page.items.map(({ id }) => id),
            open,
          )}
        />
      )}
    </>
  )
}
