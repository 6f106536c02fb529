'use client'

import { RadioField } from '@/components/form/radio-field'

type ProviderChoiceProps = { sandbox: boolean; debtor: boolean }

/** How the money leaves. */
export function ProviderChoice({ sandbox, debtor }: ProviderChoiceProps) {
  return (
    <RadioField
      name="provider"
      label="How"
      defaultValue={sandbox ? 'sandbox' : 'bank_file'}
      options={[
        {
          value: 'bank_file',
          label: 'Bank file',
          hint: debtor
            ? 'SEPA credit transfers and a CSV to hand to your bank. You confirm what it carried out.'
            : 'For euros, first give the account that pays in Settings → Payouts.',
        },
        ...(sandbox
          ? [{ value: 'sandbox', label: 'Sandbox', hint: 'For trying out: no money moves.' }]
          : []),
      ]}
    />
  )
}
