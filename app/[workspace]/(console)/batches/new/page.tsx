import { PageHeader } from '@/components/shell/page-header'
import { ButtonLink } from '@/components/ui/button-link'
import { Callout } from '@/components/ui/callout'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { batches } from '@/lib/batches/procedures'
import { customers } from '@/lib/customers/procedures'
import { formatDate } from '@/lib/time'
import { idParam, type SearchParams } from '../../../_components/list-params'
import { BatchBuilder } from '../_components/batch-builder'
import { BuilderFilters } from '../_components/builder-filters'
import { CustomerPicker } from '../_components/customer-picker'
import { selectionOf, sortOf } from '../_components/selection'

type Props = { params: Promise<{ workspace: string }>; searchParams: SearchParams }

export const metadata = { title: 'New batch' }

export default async function NewBatchPage({ params, searchParams }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  const url = { pathname: `/${slug}/batches/new`, params: await searchParams }
  const customerId = idParam(url, 'customer')
  const [choices, customer] = await Promise.all([
    ask(customers.choices, slug, {}),
    customerId ? ask(customers.find, slug, { id: customerId }) : null,
  ])
  const home = customer?.business.address?.country ?? undefined
  const selection = selectionOf(url, home)
  const preview =
    customer &&
    (await ask(batches.preview, slug, { ...selection, customerId: customer.id, sort: sortOf(url) }))

  return (
    <>
      <PageHeader
        breadcrumb={[{ label: 'Batches', href: `/${slug}/batches` }, { label: 'New batch' }]}
        title="New batch"
        description="Choose a customer and directories. Nothing is queued before you have seen what it costs."
      />
      {choices.length > 0 && (
        <CustomerPicker url={url} choices={choices} chosen={customerId ?? ''} />
      )}
      {customer && preview ? (
        <>
          {preview.obstacle && (
            <Callout tone="danger" title="Nothing can be queued for this customer">
              {preview.obstacle}
            </Callout>
          )}
          <BuilderFilters
            url={url}
            home={home}
            more={preview.more}
            shown={preview.candidates.length}
          />
          <BatchBuilder
            key={customer.id}
            slug={slug}
            customer={{ id: customer.id, companyName: customer.companyName }}
            preview={preview}
            selection={selection}
            suggestedName={`${customer.companyName}, ${formatDate(new Date(), actor.workspace.timezone)}`}
            clearHref={`${url.pathname}?customer=${customer.id}`}
          />
        </>
      ) : (
        <WhomFor slug={slug} any={choices.length > 0} />
      )}
    </>
  )
}

const WhomFor = ({ slug, any }: { slug: string; any: boolean }) =>
  any ? (
    <EmptyState title="Whom is it for?" icon={<Icon name="layers" />}>
      Choose a customer above. You then see every directory that suits them.
    </EmptyState>
  ) : (
    <EmptyState
      title="There are no customers yet"
      icon={<Icon name="building-2" />}
      action={
        <ButtonLink variant="primary" href={`/${slug}/customers`}>
          Customers
        </ButtonLink>
      }
    >
      A batch is queued for a customer. Make one of a won lead, or add one.
    </EmptyState>
  )
