'use client'

import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { ActionForm } from '@/components/form/action-form'
import type { ActionResult } from '@/components/form/action-result'
import type { FormValues } from '@/components/form/form-values'
import { SelectField } from '@/components/form/select-field'
import { SubmitButton } from '@/components/form/submit-button'
import { toast } from '@/components/ui/toast'
import { currencyChoices } from '@/lib/currencies/labels'

type PayoutCurrencyFormProps = {
  current: string | null
  /** The workspace's currency; it stands first. */
  currency: string
  save: (values: FormValues) => Promise<ActionResult<unknown>>
  onSaved?: () => void
  /** Stands before the button that saves. */
  children?: ReactNode
}

/** What a partner is paid in, for themselves and for admins. */
export function PayoutCurrencyForm(props: PayoutCurrencyFormProps) {
  const { current, currency, save, onSaved, children } = props
  const router = useRouter()
  return (
    <ActionForm
      empty="null"
      action={save}
      onSuccess={() => {
        onSaved?.()
        toast('Payout currency saved', { tone: 'success' })
        router.refresh()
      }}
    >
      <SelectField
        name="currency"
        label="Paid in"
        optional
        placeholder="Each deal’s own currency"
        defaultValue={current ?? ''}
        options={currencyChoices(current, currency)}
        help="With a currency chosen, all that is due comes in one payout, converted at the rates of the day it is made. Otherwise each currency comes in a payout of its own."
      />
      <div className="flex justify-end gap-2">
        {children}
        <SubmitButton variant={children ? 'primary' : 'secondary'}>Save currency</SubmitButton>
      </div>
    </ActionForm>
  )
}
