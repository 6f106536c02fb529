'use client'

import { useState } from 'react'
import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { subscriptionTierLabels, subscriptionTiers } from '@/lib/customers/labels'
import { linkToStripe, startCheckout } from '../actions'
import { BillingDialog, type BillingDialogProps } from './billing-dialog'

/** A page to pay on for the customer, or the link to what they pay already. */
export default function StripeDialog({ slug, customer, ...dialog }: BillingDialogProps) {
  const [page, setPage] = useState<{ url?: string; error?: string }>({})
  const [asking, setAsking] = useState(false)
  const ask = async (subscriptionTier: string) => {
    setAsking(true)
    const [error, made] = await startCheckout(slug, { id: customer.id, subscriptionTier })
    setPage(error ? { error: error.message } : made)
    setAsking(false)
  }
  return (
    <BillingDialog
      {...dialog}
      title={`${customer.companyName} at Stripe`}
      description="Make a page where they pay, or link the customer they are at Stripe already."
      verb="Link customer"
      done="Linked. The subscription follows in a moment"
      action={(values) => linkToStripe(slug, { ...values, id: customer.id })}
    >
      <div className="flex flex-col gap-2">
        <p className="font-medium text-sm">Page to pay on</p>
        <div className="flex flex-wrap gap-2">
          {subscriptionTiers.map((tier) => (
            <Button key={tier} size="sm" disabled={asking} onClick={() => ask(tier)}>
              {subscriptionTierLabels[tier]}
            </Button>
          ))}
        </div>
        <div role="status" className="text-sm">
          {page.error && <p className="text-danger">{page.error}</p>}
          {page.url && (
            <p className="flex items-center gap-2">
              <span className="min-w-0 truncate">{page.url}</span>
              <CopyButton text={page.url} what="address of the page" />
            </p>
          )}
        </div>
      </div>
      <TextField
        name="stripeCustomerId"
        label="Customer at Stripe"
        help="Its id, such as cus_ABC, from the dashboard of Stripe."
        defaultValue={customer.stripeCustomerId ?? undefined}
        autoComplete="off"
      />
    </BillingDialog>
  )
}
