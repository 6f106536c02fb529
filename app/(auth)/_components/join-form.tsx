'use client'

import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { join } from '../actions'
import { NewPasswordField } from './new-password-field'

/** An account for somebody who has none yet. */
export function JoinForm({ token, email }: { token: string; email: string }) {
  return (
    <ActionForm draft={`join:${token.slice(0, 8)}`} action={(values) => join(token, values)}>
      <TextField
        name="email"
        label="E-mail"
        type="email"
        autoComplete="username"
        controlSize="lg"
        value={email}
        readOnly
      />
      <TextField
        name="name"
        label="Your name"
        autoComplete="name"
        controlSize="lg"
        maxLength={120}
      />
      <NewPasswordField />
      <SubmitButton size="lg">Join</SubmitButton>
    </ActionForm>
  )
}
