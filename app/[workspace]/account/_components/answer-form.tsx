'use client'

import { useRouter } from 'next/navigation'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextareaField } from '@/components/form/textarea-field'
import { toast } from '@/components/ui/toast'
import { answerQuestion } from '../actions'

export function AnswerForm({ slug, id }: { slug: string; id: string }) {
  const router = useRouter()
  return (
    <ActionForm
      draft={`answer:${id}`}
      className="gap-2"
      action={(values) => answerQuestion(slug, id, values)}
      onSuccess={() => {
        toast('Thank you. We go on from here', { tone: 'success' })
        router.refresh()
      }}
    >
      <TextareaField name="answer" label="Your answer" rows={2} maxLength={4000} />
      <div className="flex justify-end">
        <SubmitButton>Send answer</SubmitButton>
      </div>
    </ActionForm>
  )
}
