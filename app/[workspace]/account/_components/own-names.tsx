'use client'

import { useRouter } from 'next/navigation'
import { ActionForm } from '@/components/form/action-form'
import { CheckboxField } from '@/components/form/checkbox-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { toast } from '@/components/ui/toast'
import { editProfile } from '../actions'

type OwnNamesProps = {
  slug: string
  customer: {
    fullName: string
    companyName: string
    notificationPreferences: { batchFinished: boolean; listingLive: boolean; question: boolean }
  }
}

export function OwnNames({ slug, customer }: OwnNamesProps) {
  const router = useRouter()
  const { batchFinished, listingLive, question } = customer.notificationPreferences
  return (
    <ActionForm
      action={({ fullName, companyName, ...notificationPreferences }) =>
        editProfile(slug, { fullName, companyName, notificationPreferences })
      }
      onSuccess={() => {
        toast('Saved', { tone: 'success' })
        router.refresh()
      }}
    >
      <TextField
        name="fullName"
        label="Your name"
        autoComplete="name"
        defaultValue={customer.fullName}
      />
      <TextField
        name="companyName"
        label="Company"
        autoComplete="organization"
        defaultValue={customer.companyName}
      />
      <fieldset>
        <legend className="mb-1.5 font-medium text-sm">Write to me when</legend>
        <div className="flex flex-col gap-1">
          <CheckboxField
            name="question"
            label="something is needed from me"
            defaultChecked={question}
          />
          <CheckboxField
            name="listingLive"
            label="a listing goes live"
            defaultChecked={listingLive}
          />
          <CheckboxField
            name="batchFinished"
            label="a batch is finished"
            defaultChecked={batchFinished}
          />
        </div>
      </fieldset>
      <div className="flex justify-end">
        <SubmitButton variant="secondary">Save</SubmitButton>
      </div>
    </ActionForm>
  )
}
