'use client'

import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { signIn } from '../actions'

export function SignInForm({ next, email }: { next: string; email: string }) {
  return (
    <ActionForm action={(values) => signIn(next, values)}>
      <TextField
        name="email"
        label="E-mail"
        type="email"
        autoComplete="username"
        controlSize="lg"
        defaultValue={email}
        autoFocus={!email}
      />
      <TextField
        name="password"
        label="Password"
        type="password"
        autoComplete="current-password"
        controlSize="lg"
        autoFocus={Boolean(email)}
      />
      <SubmitButton size="lg">Sign in</SubmitButton>
    </ActionForm>
  )
}
