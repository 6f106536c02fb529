'use client'

import { CheckboxField } from '@/components/form/checkbox-field'
import { RadioField } from '@/components/form/radio-field'
import { SelectField } from '@/components/form/select-field'
import { subscriptionTierLabels, subscriptionTiers, tierCredits } from '@/lib/customers/labels'

export const tierOptions = subscriptionTiers.map((value) => ({
  value,
  label: `${subscriptionTierLabels[value]}, ${tierCredits[value].toLocaleString('en-US')} credits a month`,
}))

/** How a new customer begins; who may not bill starts trials on the smallest tier. */
export function SubscriptionFields({ bills }: { bills: boolean }) {
  return (
    <>
      {bills && (
        <>
          <SelectField
            name="subscriptionTier"
            label="Tier"
            defaultValue="basic"
            options={tierOptions}
          />
          <RadioField
            name="start"
            label="Begins with"
            defaultValue="trial"
            options={[
              { value: 'trial', label: 'A trial of 14 days' },
              { value: 'active', label: 'A paid subscription, from today' },
            ]}
          />
        </>
      )}
      <CheckboxField
        name="invite"
        label="Invite them to their area"
        hint={
          bills
            ? 'They fill in their profile and follow what is done for them.'
            : 'They begin with a trial of 14 days on Basic.'
        }
        defaultChecked
      />
    </>
  )
}
