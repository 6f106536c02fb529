import { notFound } from 'next/navigation'
import { PageHeader } from '@/components/shell/page-header'
import { Card } from '@/components/ui/card'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { may } from '@/lib/auth/permissions'
import { customers } from '@/lib/customers/procedures'
import { phoneCountries } from '@/lib/leads/phone'
import { BusinessSections } from '../../../../_components/customers/business-sections'
import { Completeness } from '../../../../_components/customers/completeness'
import { editBusiness } from '../../actions'

type Props = { params: Promise<{ workspace: string; customer: string }> }

export const metadata = { title: 'Business profile' }

/** The profile, filled in by the agency. */
export default async function CustomerProfilePage({ params }: Props) {
  const { workspace: slug, customer: id } = await params
  const { actor } = await requirePage(slug)
  if (!may(actor, 'customers.manage')) notFound()
  const customer = await ask(customers.find, slug, { id })
  return (
    <>
      <PageHeader
        breadcrumb={[
          { label: 'Customers', href: `/${slug}/customers` },
          { label: customer.companyName, href: `/${slug}/customers/${id}` },
          { label: 'Profile' },
        ]}
        title="Business profile"
        description="Each part is saved on its own; the customer sees and edits the same."
      />
      <Card>
        <Completeness percent={customer.completeness} missing={customer.missing} shown={6} />
      </Card>
      <BusinessSections
        business={customer.business}
        draft={`business:${id}`}
        save={editBusiness.bind(null, slug, id)}
        countries={phoneCountries()}
      />
    </>
  )
}
