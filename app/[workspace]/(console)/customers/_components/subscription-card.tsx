import { StatusBadge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { Time } from '@/components/ui/time'
import {
  subscriptionStatusLabels,
  subscriptionTierLabels,
  tierCredits,
} from '@/lib/customers/labels'
import type { CustomerRecord } from '@/lib/customers/schema'
import { subscriptionTones } from '../../../_components/customers/tones'
import { BillingAction } from './billing-actions'

type SubscriptionCardProps = {
  slug: string
  customer: CustomerRecord
  timeZone: string
  /** May change it. */
  bills: boolean
  stripe: boolean
}

const source = (customer: CustomerRecord, stripe: boolean) => {
  if (customer.viaStripe) return 'Stripe tells what it is.'
  return stripe
    ? 'Set by hand, until they pay at Stripe.'
    : 'Set by hand: Stripe is not connected here.'
}

/** What they subscribed to, and who says so. */
export function SubscriptionCard(props: SubscriptionCardProps) {
  const { slug, customer, timeZone, bills, stripe } = props
  const date = (at: Date) => <Time at={at} timeZone={timeZone} format="date" />
  const tier = subscriptionTierLabels[customer.subscriptionTier]
  return (
    <Card
      title="Subscription"
      description={source(customer, stripe)}
      actions={
        bills &&
        !customer.viaStripe &&
        !customer.archivedAt && (
          <>
            {stripe && (
              <BillingAction slug={slug} customer={customer} kind="stripe" label="Stripe…" />
            )}
            <BillingAction slug={slug} customer={customer} kind="change" label="Change…" />
          </>
        )
      }
    >
      <DefinitionList
        items={[
          [
            'State',
            <StatusBadge
              key="state"
              tone={subscriptionTones[customer.subscriptionStatus]}
              label={subscriptionStatusLabels[customer.subscriptionStatus]}
            />,
          ],
          [
            'Tier',
            `${tier}, ${tierCredits[customer.subscriptionTier].toLocaleString('en-US')} credits a month`,
          ],
          ...(customer.nextTier
            ? [
                [
                  'Then',
                  `${subscriptionTierLabels[customer.nextTier]}, from the next period`,
                ] as const,
              ]
            : []),
          ...(customer.subscriptionStatus === 'trialing' && customer.trialEnd
            ? [['Trial ends', date(customer.trialEnd)] as const]
            : []),
          [
            'This period',
            <span key="period">
              {date(customer.billingPeriodStart)} – {date(customer.billingPeriodEnd)}
            </span>,
          ],
          ...(customer.cancelAtPeriodEnd
            ? [['Ends', <span key="ends">With this period</span>] as const]
            : []),
          ...(customer.stripeCustomerId ? [['At Stripe', customer.stripeCustomerId] as const] : []),
        ]}
      />
    </Card>
  )
}
