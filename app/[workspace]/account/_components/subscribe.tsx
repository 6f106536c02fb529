'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import {
  type SubscriptionTier,
  subscriptionTierLabels,
  subscriptionTiers,
  tierCredits,
} from '@/lib/customers/labels'
import { startCheckout } from '../actions'

/** Goes to the page at Stripe where the chosen tier is paid. */
export function Subscribe({ slug, tier }: { slug: string; tier: SubscriptionTier }) {
  const [error, setError] = useState<string>()
  const [going, setGoing] = useState(false)
  const go = async (subscriptionTier: SubscriptionTier) => {
    setGoing(true)
    const [refused, page] = await startCheckout(slug, { subscriptionTier })
    if (page) location.assign(page.url)
    else {
      setError(refused?.message)
      setGoing(false)
    }
  }
  return (
    <div className="flex flex-col gap-2">
      <p className="text-muted">Subscribe with a card, and change or cancel it any month.</p>
      <div className="flex flex-wrap gap-2">
        {subscriptionTiers.map((one) => (
          <Button
            key={one}
            size="sm"
            variant={one === tier ? 'primary' : 'secondary'}
            disabled={going}
            onClick={() => go(one)}
          >
            {subscriptionTierLabels[one]}, {tierCredits[one].toLocaleString('en-US')}
          </Button>
        ))}
      </div>
      <p role="status" className="text-danger empty:hidden">
        {error}
      </p>
    </div>
  )
}
