'use client'

import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { acceptInvitation } from '../actions'

export function AcceptForm({ token, workspace }: { token: string; workspace: string }) {
  return (
    <ActionForm action={() => acceptInvitation(token)}>
      <SubmitButton size="lg">Join {workspace}</SubmitButton>
    </ActionForm>
  )
}
