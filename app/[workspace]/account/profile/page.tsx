import { PageHeader } from '@/components/shell/page-header'
import { Card } from '@/components/ui/card'
import { TextLink } from '@/components/ui/text-link'
import { ask } from '@/lib/api/actions'
import { area } from '@/lib/customers/procedures/area'
import { phoneCountries } from '@/lib/leads/phone'
import { BusinessSections } from '../../_components/customers/business-sections'
import { Completeness } from '../../_components/customers/completeness'
import { OwnNames } from '../_components/own-names'
import { editBusiness } from '../actions'

type Props = { params: Promise<{ workspace: string }> }

export const metadata = { title: 'Your profile' }

export default async function AreaProfilePage({ params }: Props) {
  const { workspace: slug } = await params
  const customer = await ask(area.profile, slug, {})
  return (
    <>
      <PageHeader
        title="Your profile"
        description="This is what directories will say about your business. Each part is saved on its own."
      />
      <Card>
        <Completeness percent={customer.completeness} missing={customer.missing} shown={6} />
      </Card>
      <BusinessSections
        business={customer.business}
        draft={`own-business:${slug}`}
        save={editBusiness.bind(null, slug)}
        countries={phoneCountries()}
      />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Card title="You" description="How we address you, and what we write to you about.">
          <OwnNames slug={slug} customer={customer} />
        </Card>
        <Card title="Account">
          <p className="text-sm">
            You sign in as {customer.email}.{' '}
            <TextLink href="/account">Password and sessions</TextLink>
          </p>
        </Card>
      </div>
    </>
  )
}
