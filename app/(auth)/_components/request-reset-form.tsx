'use client'

import { useState } from 'react'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { Callout } from '@/components/ui/callout'
import { requestReset } from '../actions'

/** Says the same whether or not the address has an account. */
export function RequestResetForm() {
  const [sent, setSent] = useState(false)
  if (sent) {
    return (
      <Callout tone="success" live title="Look into your inbox">
        If this address has an account, a link is on its way. It is good for one hour. Nothing there
        after a few minutes? Look among the spam.
      </Callout>
    )
  }
  return (
    <ActionForm action={requestReset} onSuccess={() => setSent(true)}>
      <TextField
        name="email"
        label="E-mail"
        type="email"
        autoComplete="username"
        controlSize="lg"
        autoFocus
      />
      <SubmitButton size="lg">Send me a link</SubmitButton>
    </ActionForm>
  )
}
