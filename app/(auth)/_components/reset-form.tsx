'use client'

import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { finishReset } from '../actions'
import { NewPasswordField } from './new-password-field'

export function ResetForm({ token, email }: { token: string; email: string }) {
  return (
    <ActionForm action={(values) => finishReset(token, values)}>
      {/* For password managers, which file the new password under it. */}
      <input hidden readOnly type="email" autoComplete="username" value={email} />
      <NewPasswordField label="New password" />
      <SubmitButton size="lg">Save and sign in</SubmitButton>
    </ActionForm>
  )
}
