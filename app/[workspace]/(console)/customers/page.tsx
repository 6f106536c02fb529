import { PageHeader } from '@/components/shell/page-header'
import { FilterMenu } from '@/components/table/filter-menu'
import { SearchInput } from '@/components/table/search-input'
import { listParam, textParam } from '@/components/table/table-url'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { ask } from '@/lib/api/actions'
import { may } from '@/lib/auth/permissions'
import {
  subscriptionStatuses,
  subscriptionStatusLabels,
  subscriptionTierLabels,
  subscriptionTiers,
} from '@/lib/customers/labels'
import { customers } from '@/lib/customers/procedures'
import { completenessBands, customerSorts } from '@/lib/customers/schema'
import { exportHref, isFiltered, oneOf } from '../../_components/list-params'
import { ListTable } from '../../_components/list-table'
import { type ListPageProps, openList } from '../../_components/open-list'
import { AddCustomer } from './_components/add-customer'
import { customerColumns } from './_components/columns'

export const metadata = { title: 'Customers' }

const bandLabels = { low: 'Under half', half: 'Half to 90 %', full: '90 % and more' }

export default async function CustomersPage(props: ListPageProps) {
  const { slug, actor, url, sort, from, filter } = await openList(
    props,
    'customers',
    customerSorts,
    '-created',
  )
  const selection = {
    tier: oneOf(subscriptionTiers, listParam(url, 'tier')),
    status: oneOf(subscriptionStatuses, listParam(url, 'status')),
    completeness: oneOf(completenessBands, listParam(url, 'profile')),
    archived: textParam(url, 'archived') === 'only' ? ('only' as const) : undefined,
    search: textParam(url, 'q').slice(0, 200) || undefined,
  }
  const [page, total] = await Promise.all([
    ask(customers.list, slug, { ...selection, ...filter }),
    ask(customers.count, slug, selection),
  ])

  return (
    <>
      <PageHeader
        title="Customers"
        description="Who you work for, what they subscribed to, and how many credits are left."
        actions={
          may(actor, 'customers.manage') && (
            <AddCustomer slug={slug} bills={may(actor, 'customers.bill')} />
          )
        }
      />
      <ListTable
        caption="Customers"
        noun={['customer', 'customers']}
        url={url}
        sort={sort}
        from={from}
        page={page}
        total={total}
        columns={customerColumns(actor.workspace.timezone)}
        rowName={(row) => row.companyName}
        rowLink={`/${slug}/customers/`}
        exportHref={exportHref('customers', slug, { ...selection, ...filter })}
        filters={
          <>
            <SearchInput url={url} label="Search customers" />
            <FilterMenu
              url={url}
              param="status"
              label="Subscription"
              options={subscriptionStatuses.map((value) => ({
                value,
                label: subscriptionStatusLabels[value],
              }))}
            />
            <FilterMenu
              url={url}
              param="tier"
              label="Tier"
              options={subscriptionTiers.map((value) => ({
                value,
                label: subscriptionTierLabels[value],
              }))}
            />
            <FilterMenu
              url={url}
              param="profile"
              label="Profile"
              options={completenessBands.map((value) => ({ value, label: bandLabels[value] }))}
            />
            <FilterMenu
              url={url}
              param="archived"
              label="Archived"
              options={[{ value: 'only', label: 'Archived only' }]}
            />
          </>
        }
        filtered={isFiltered(selection)}
        empty={
          <EmptyState
            title="No customers yet"
            icon={<Icon name="building-2" />}
            action={<ButtonLink href={`/${slug}/leads?status=closed_won`}>Won leads</ButtonLink>}
          >
            Make a won lead a customer on its page, or add one here.
          </EmptyState>
        }
      />
    </>
  )
}
