import { StatusBadge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import {
  type SubscriptionStatus,
  type SubscriptionTier,
  subscriptionStatusLabels,
  subscriptionTierLabels,
} from '@/lib/customers/labels'
import { subscriptionTones } from '../../_components/customers/tones'
import { Subscribe } from './subscribe'

type OwnSubscriptionProps = {
  slug: string
  customer: {
    subscriptionTier: SubscriptionTier
    subscriptionStatus: SubscriptionStatus
    nextTier: SubscriptionTier | null
    cancelAtPeriodEnd: boolean
    billingPeriodEnd: Date
    trialEnd: Date | null
    viaStripe: boolean
  }
  timeZone: string
  stripe: boolean
}

/** What the customer pays for, and a way to. */
export function OwnSubscription({ slug, customer, timeZone, stripe }: OwnSubscriptionProps) {
  const { subscriptionTier, subscriptionStatus, nextTier, cancelAtPeriodEnd, trialEnd } = customer
  const date = (at: Date) => <Time at={at} timeZone={timeZone} format="date" />
  return (
    <Card
      title="Subscription"
      actions={
        <StatusBadge
          tone={subscriptionTones[subscriptionStatus]}
          label={subscriptionStatusLabels[subscriptionStatus]}
        />
      }
    >
      <div className="flex flex-col gap-3 text-sm">
        <p>
          {subscriptionTierLabels[subscriptionTier]}
          {subscriptionStatus === 'trialing' && trialEnd && <>, trial until {date(trialEnd)}</>}
          {cancelAtPeriodEnd && <>, ends on {date(customer.billingPeriodEnd)}</>}
          {nextTier && (
            <>
              , {subscriptionTierLabels[nextTier]} from {date(customer.billingPeriodEnd)}
            </>
          )}
        </p>
        {stripe && !customer.viaStripe && <Subscribe slug={slug} tier={subscriptionTier} />}
      </div>
    </Card>
  )
}
