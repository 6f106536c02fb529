import { PageHeader } from '@/components/shell/page-header'
import { FilterMenu } from '@/components/table/filter-menu'
import { listParam } from '@/components/table/table-url'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { ask } from '@/lib/api/actions'
import { may } from '@/lib/auth/permissions'
import { ledger } from '@/lib/ledger/procedures'
import { accountKinds, accountLabels, type EntryItem, transactionLabels } from '@/lib/ledger/schema'
import { partners } from '@/lib/partners/procedures'
import { dayParam, exportHref, idParam, isFiltered, oneOf } from '../../_components/list-params'
import { ListTable } from '../../_components/list-table'
import { type ListPageProps, openList } from '../../_components/open-list'
import { PartnerFilter } from '../leads/_components/partner-filter'
import { entryColumns } from './_components/columns'
import { JournalForm } from './_components/journal-form'

export const metadata = { title: 'Ledger' }

/** Every movement of money behind the balances, each leading to what moved it. */
export default async function LedgerPage(props: ListPageProps) {
  const { slug, actor, url, sort, from, filter } = await openList(
    props,
    'ledger',
    ['occurred'],
    '-occurred',
  )
  const selection = {
    partnerId: idParam(url, 'partner'),
    account: oneOf(accountKinds, listParam(url, 'account')),
    commissionId: idParam(url, 'commission'),
    payoutId: idParam(url, 'payout'),
    from: dayParam(url, 'occurredFrom'),
    to: dayParam(url, 'occurredTo'),
  }
  const { sort: _, ...order } = filter
  const [page, total, partner] = await Promise.all([
    ask(ledger.entries, slug, { ...selection, ...order }),
    ask(ledger.count, slug, selection),
    selection.partnerId && ask(partners.find, slug, { id: selection.partnerId }),
  ])

  return (
    <>
      <PageHeader
        title="Ledger"
        description="Every movement of money. What leaves one account enters another."
      />
      <ListTable
        caption="Ledger"
        noun={['entry', 'entries']}
        url={url}
        sort={sort}
        from={from}
        page={page}
        total={total}
        columns={entryColumns(actor.workspace.timezone)}
        rowName={(row) => `${transactionLabels[row.kind]}, ${row.partnerName}`}
        rowLink={(row) => subjectHref(slug, row)}
        exportHref={exportHref('ledger-entries', slug, { ...selection, ...order })}
        filters={
          <>
            <PartnerFilter slug={slug} url={url} chosen={partner ? partner.name : null} />
            <FilterMenu
              url={url}
              param="account"
              label="Account"
              options={accountKinds.map((value) => ({ value, label: accountLabels[value] }))}
            />
          </>
        }
        filtered={isFiltered(selection)}
        empty={
          <EmptyState title="Nothing has moved yet" icon={<Icon name="book-open" />}>
            The first entries appear when a lead is won and its commission is made.
          </EmptyState>
        }
      />
      {may(actor, 'payouts.manage') && (
        <JournalForm slug={slug} now={new Date()} timeZone={actor.workspace.timezone} />
      )}
    </>
  )
}

const subjectHref = (slug: string, { commissionId, payoutId }: EntryItem) =>
  commissionId ? `/${slug}/commissions?open=${commissionId}` : `/${slug}/payouts/${payoutId}`
