'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { toast } from '@/components/ui/toast'
import { NewPasswordField } from '../../(auth)/_components/new-password-field'
import { changePassword } from '../actions'

export function PasswordForm({ email }: { email: string }) {
  const router = useRouter()
  const [changes, setChanges] = useState(0)
  return (
    <ActionForm
      // A changed password leaves an empty form behind.
      key={changes}
      className="max-w-sm"
      action={changePassword}
      onSuccess={() => {
        setChanges(changes + 1)
        toast('Password changed', {
          tone: 'success',
          description: 'You are signed out everywhere else.',
        })
        router.refresh()
      }}
    >
      <input hidden readOnly type="email" autoComplete="username" value={email} />
      <TextField
        name="current"
        label="Current password"
        type="password"
        autoComplete="current-password"
      />
      <NewPasswordField label="New password" controlSize="md" />
      <div>
        <SubmitButton variant="secondary">Change password</SubmitButton>
      </div>
    </ActionForm>
  )
}
