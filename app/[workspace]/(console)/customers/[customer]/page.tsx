import { Live } from '@/components/shell/live'
import { PageHeader } from '@/components/shell/page-header'
import { StatusBadge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button-link'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { TextLink } from '@/components/ui/text-link'
import { Time } from '@/components/ui/time'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { may } from '@/lib/auth/permissions'
import { billing } from '@/lib/billing/procedures'
import { subscriptionStatusLabels } from '@/lib/customers/labels'
import { customers } from '@/lib/customers/procedures'
import { BatchList } from '../../../_components/customers/batch-list'
import { BusinessFacts } from '../../../_components/customers/business-facts'
import { Completeness } from '../../../_components/customers/completeness'
import { CreditLedger } from '../../../_components/customers/credit-ledger'
import { CreditMeter } from '../../../_components/customers/credit-meter'
import { ListingList } from '../../../_components/customers/listing-list'
import { subscriptionTones } from '../../../_components/customers/tones'
import { EventTimeline } from '../../../_components/event-timeline'
import { BillingAction } from '../_components/billing-actions'
import { CustomerActions } from '../_components/customer-actions'
import { SubscriptionCard } from '../_components/subscription-card'

type Props = { params: Promise<{ workspace: string; customer: string }> }

export const metadata = { title: 'Customer' }

const accountWords = {
  none: 'Not invited',
  invited: 'Invited, has not signed in yet',
  active: 'Signs in',
} as const

/** Everything about one customer in one place. */
export default async function CustomerPage({ params }: Props) {
  const { workspace: slug, customer: id } = await params
  const { actor } = await requirePage(slug)
  const [customer, work, credits, events, { stripe }] = await Promise.all([
    ask(customers.find, slug, { id }),
    ask(customers.work, slug, { id }),
    ask(billing.credits, slug, { id, limit: 6 }),
    ask(customers.timeline, slug, { id }),
    ask(billing.connection, slug, {}),
  ])
  const { timezone } = actor.workspace
  const bills = may(actor, 'customers.bill')
  const { live, coming, ended } = work.counts

  return (
    <>
      <PageHeader
        breadcrumb={[
          { label: 'Customers', href: `/${slug}/customers` },
          { label: customer.companyName },
        ]}
        title={customer.companyName}
        description={customer.fullName}
        badge={
          customer.archivedAt ? (
            <StatusBadge tone="neutral" label="Archived" />
          ) : (
            <StatusBadge
              tone={subscriptionTones[customer.subscriptionStatus]}
              label={subscriptionStatusLabels[customer.subscriptionStatus]}
            />
          )
        }
        actions={
          may(actor, 'customers.manage') && <CustomerActions slug={slug} customer={customer} />
        }
      />
      <Live slug={slug} topics={['batches']} />
      {customer.obstacle && <Callout tone="warning">{customer.obstacle}</Callout>}
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[2fr_1fr]">
        <div className="flex min-w-0 flex-col gap-5">
          <Card
            flush
            title="Latest batches"
            actions={
              <>
                {!customer.obstacle && may(actor, 'batches.manage') && (
                  <ButtonLink size="sm" href={`/${slug}/batches/new?customer=${id}`}>
                    New batch
                  </ButtonLink>
                )}
                <ButtonLink size="sm" variant="ghost" href={`/${slug}/batches?customer=${id}`}>
                  All
                </ButtonLink>
              </>
            }
          >
            <BatchList
              batches={work.batches}
              timeZone={timezone}
              hrefOf={(batch) => `/${slug}/batches/${batch}`}
              empty="Nothing has been queued for them yet."
            />
          </Card>
          <Card
            flush
            title="Latest listings"
            description={`${live.toLocaleString('en-US')} live, ${coming.toLocaleString('en-US')} on their way, ${ended.toLocaleString('en-US')} over.`}
            actions={
              <ButtonLink size="sm" variant="ghost" href={`/${slug}/listings?customer=${id}`}>
                All
              </ButtonLink>
            }
          >
            <ListingList
              listings={work.listings}
              timeZone={timezone}
              hrefOf={(listing) => `/${slug}/listings/${listing}`}
              empty="Listings appear here once a batch has begun."
            />
          </Card>
          <Card
            title="Business profile"
            description="As directories will list it."
            actions={
              may(actor, 'customers.manage') &&
              !customer.archivedAt && (
                <ButtonLink size="sm" href={`/${slug}/customers/${id}/profile`}>
                  Edit profile
                </ButtonLink>
              )
            }
          >
            <div className="flex flex-col gap-5">
              <Completeness percent={customer.completeness} missing={customer.missing} />
              <BusinessFacts business={customer.business} />
            </div>
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <SubscriptionCard
            slug={slug}
            customer={customer}
            timeZone={timezone}
            bills={bills}
            stripe={stripe}
          />
          <Card
            flush
            title="Credits"
            actions={
              bills &&
              !customer.archivedAt && (
                <BillingAction slug={slug} customer={customer} kind="grant" label="Grant…" />
              )
            }
          >
            <div className="px-4 pb-4">
              <CreditMeter credits={customer} timeZone={timezone} />
            </div>
            <CreditLedger entries={credits.items} timeZone={timezone} />
          </Card>
          <Card title="Contact">
            <DefinitionList
              items={[
                ['Contact', customer.fullName],
                ['E-mail', customer.email],
                ['Account', accountWords[customer.account]],
                [
                  'Lead',
                  customer.clientLeadId ? (
                    <TextLink key="lead" href={`/${slug}/leads/${customer.clientLeadId}`}>
                      {customer.leadName ?? 'Open'}
                    </TextLink>
                  ) : null,
                ],
                [
                  'Since',
                  <Time key="since" at={customer.createdAt} timeZone={timezone} format="date" />,
                ],
              ]}
            />
          </Card>
          <Card title="History">
            <EventTimeline events={events} timeZone={timezone} now={new Date()} />
          </Card>
        </div>
      </div>
    </>
  )
}
