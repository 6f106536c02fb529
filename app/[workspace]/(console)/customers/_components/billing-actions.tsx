'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useLatch } from '@/components/ui/use-latch'
import type { CustomerRecord } from '@/lib/customers/schema'

const SubscriptionDialog = dynamic(() => import('./subscription-dialog'), { ssr: false })
const GrantDialog = dynamic(() => import('./grant-dialog'), { ssr: false })
const StripeDialog = dynamic(() => import('./stripe-dialog'), { ssr: false })

const dialogs = { change: SubscriptionDialog, grant: GrantDialog, stripe: StripeDialog }

type BillingActionProps = {
  slug: string
  customer: CustomerRecord
  kind: keyof typeof dialogs
  label: string
}

/** A button that opens one of the dialogs about money and credits. */
export function BillingAction({ slug, customer, kind, label }: BillingActionProps) {
  const [open, setOpen] = useState(false)
  const needed = useLatch(open)
  const Dialog = dialogs[kind]
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        {label}
      </Button>
      {needed && (
        <Dialog
          key={`${customer.subscriptionTier} ${customer.subscriptionStatus}`}
          {...{ slug, customer, open }}
          onOpenChange={setOpen}
        />
      )}
    </>
  )
}
