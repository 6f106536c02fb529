'use client'

import { useRouter } from 'next/navigation'
import { ActionForm } from '@/components/form/action-form'
import { CheckboxField } from '@/components/form/checkbox-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { toast } from '@/components/ui/toast'
import { savePayoutSettings } from '../../actions'

type PayoutAccountFormProps = {
  slug: string
  settings: {
    debtorName: string | null
    debtorIban: string | null
    debtorBic: string | null
    sandbox: boolean
  }
}

export function PayoutAccountForm({ slug, settings }: PayoutAccountFormProps) {
  const router = useRouter()
  return (
    <ActionForm
      empty="null"
      className="flex max-w-md flex-col gap-4"
      action={(values) => savePayoutSettings(slug, values)}
      onSuccess={() => {
        toast('Settings saved', { tone: 'success' })
        router.refresh()
      }}
    >
      <TextField
        name="debtorName"
        label="Account holder"
        optional
        maxLength={70}
        defaultValue={settings.debtorName ?? undefined}
      />
      <TextField
        name="debtorIban"
        label="IBAN"
        optional
        autoComplete="off"
        spellCheck={false}
        maxLength={42}
        defaultValue={settings.debtorIban?.replace(/(.{4})(?=.)/g, '$1 ')}
      />
      <TextField
        name="debtorBic"
        label="BIC"
        optional
        autoComplete="off"
        spellCheck={false}
        maxLength={11}
        help="Most banks find it by the IBAN."
        defaultValue={settings.debtorBic ?? undefined}
      />
      <CheckboxField
        asSwitch
        name="sandbox"
        label="Sandbox"
        hint="Payouts can be sent to a stand-in that moves no money. For trying out."
        defaultChecked={settings.sandbox}
      />
      <div>
        <SubmitButton>Save</SubmitButton>
      </div>
    </ActionForm>
  )
}
