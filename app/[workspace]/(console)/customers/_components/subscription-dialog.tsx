'use client'

import { CheckboxField } from '@/components/form/checkbox-field'
import { RadioField } from '@/components/form/radio-field'
import { SelectField } from '@/components/form/select-field'
import type { SubscriptionStatus } from '@/lib/customers/labels'
import { changeSubscription } from '../actions'
import { BillingDialog, type BillingDialogProps } from './billing-dialog'
import { tierOptions } from './subscription-fields'

const states = [
  { value: 'trialing', label: 'Trial', hint: 'Fourteen days, and then a payment is due' },
  { value: 'active', label: 'Active', hint: 'Paid for: work goes on' },
  { value: 'past_due', label: 'Payment due', hint: 'Nothing new starts until it is paid' },
  { value: 'unpaid', label: 'Unpaid', hint: 'Reminders did not help' },
  { value: 'cancelled', label: 'Cancelled', hint: 'Over at once' },
] as const

const asState = (status: SubscriptionStatus) =>
  states.find(({ value }) => value === status)?.value ?? ''

/** Sets tier and state by hand. */
export default function SubscriptionDialog(props: BillingDialogProps) {
  const { slug, customer, ...dialog } = props
  return (
    <BillingDialog
      {...dialog}
      title={`Subscription of ${customer.companyName}`}
      description="A larger tier counts at once, a smaller one from the next period."
      verb="Change subscription"
      done="Subscription changed"
      action={({ status, ...values }) =>
        changeSubscription(slug, {
          ...values,
          ...(status && status !== customer.subscriptionStatus ? { status } : {}),
          id: customer.id,
        })
      }
    >
      <SelectField
        name="subscriptionTier"
        label="Tier"
        defaultValue={customer.nextTier ?? customer.subscriptionTier}
        options={tierOptions}
      />
      <RadioField
        name="status"
        label={
          asState(customer.subscriptionStatus) ? 'State' : 'State (leave it open to change nothing)'
        }
        optional
        defaultValue={asState(customer.subscriptionStatus)}
        options={[...states]}
      />
      <CheckboxField
        name="cancelAtPeriodEnd"
        label="Ends with this period"
        hint="They keep what is paid for, and are cancelled after it."
        defaultChecked={customer.cancelAtPeriodEnd}
      />
    </BillingDialog>
  )
}
