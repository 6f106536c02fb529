'use client'

import { TextField } from '@/components/form/text-field'
import { TextareaField } from '@/components/form/textarea-field'
import { grantCredits } from '../actions'
import { BillingDialog, type BillingDialogProps } from './billing-dialog'

/** Credits on top of the tier's. */
export default function GrantDialog({ slug, customer, ...dialog }: BillingDialogProps) {
  return (
    <BillingDialog
      {...dialog}
      title={`Grant credits to ${customer.companyName}`}
      description="They count until the end of this billing period. The customer can read the reason."
      verb="Grant credits"
      done="Credits granted"
      action={(values) => grantCredits(slug, { ...values, id: customer.id })}
    >
      <TextField name="credits" label="Credits" type="number" min={1} max={100_000} step={1} />
      <TextareaField name="reason" label="Reason" rows={2} maxLength={500} />
    </BillingDialog>
  )
}
