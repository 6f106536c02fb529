'use client'

import { useRouter } from 'next/navigation'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextareaField } from '@/components/form/textarea-field'
import { answerByLink } from './actions'

export function AnswerForm({ token }: { token: string }) {
  const router = useRouter()
  return (
    <ActionForm
      draft={`question:${token.slice(0, 12)}`}
      action={(values) => answerByLink(token, values)}
      onSuccess={() => router.refresh()}
    >
      <TextareaField
        name="answer"
        label="Your answer"
        rows={4}
        maxLength={4000}
        help="This link works once."
      />
      <div className="flex justify-end">
        <SubmitButton>Send answer</SubmitButton>
      </div>
    </ActionForm>
  )
}
