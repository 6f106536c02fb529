'use client'

import { useRouter } from 'next/navigation'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { toast } from '@/components/ui/toast'
import { editProfile } from '../actions'

export function ProfileForm({ name }: { name: string }) {
  const router = useRouter()
  return (
    <ActionForm
      className="max-w-sm"
      action={editProfile}
      onSuccess={() => {
        toast('Saved', { tone: 'success' })
        router.refresh()
      }}
    >
      <TextField
        name="name"
        label="Name"
        autoComplete="name"
        defaultValue={name}
        maxLength={120}
        help="How colleagues see you, also in what you did."
      />
      <div>
        <SubmitButton variant="secondary">Save</SubmitButton>
      </div>
    </ActionForm>
  )
}
