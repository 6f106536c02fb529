'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { Radio } from '@/components/ui/choice'
import { toast } from '@/components/ui/toast'
import { savePayoutDetails } from '../actions'

const methods = [
  { value: 'bank', label: 'Bank transfer' },
  { value: 'paypal', label: 'PayPal' },
] as const

/** Kept encrypted and never shown again, so the form starts empty; it replaces what was given. */
export function PayoutDetailsForm({ slug, given }: { slug: string; given: boolean }) {
  const router = useRouter()
  const [method, setMethod] = useState<'bank' | 'paypal'>('bank')
  const [turn, setTurn] = useState(0)
  return (
    <ActionForm
      key={turn}
      action={(values) => savePayoutDetails(slug, values)}
      onSuccess={(partner) => {
        toast('Payout details saved', { description: partner.payoutHint ?? '', tone: 'success' })
        setTurn(turn + 1)
        router.refresh()
      }}
    >
      <fieldset className="flex flex-wrap gap-x-6 gap-y-1">
        <legend className="sr-only">How you want to be paid</legend>
        {methods.map(({ value, label }) => (
          <Radio
            key={value}
            name="method"
            value={value}
            label={label}
            checked={method === value}
            onChange={() => setMethod(value)}
          />
        ))}
      </fieldset>
      {method === 'bank' ? (
        <>
          <TextField name="holder" label="Account holder" autoComplete="off" maxLength={120} />
          <TextField
            name="iban"
            label="IBAN or account number"
            autoComplete="off"
            spellCheck={false}
            maxLength={60}
          />
          <TextField name="bic" label="BIC" optional autoComplete="off" spellCheck={false} />
        </>
      ) : (
        <TextField name="email" label="PayPal e-mail" type="email" autoComplete="off" />
      )}
      <div className="flex justify-end">
        <SubmitButton>{given ? 'Replace payout details' : 'Save payout details'}</SubmitButton>
      </div>
    </ActionForm>
  )
}
