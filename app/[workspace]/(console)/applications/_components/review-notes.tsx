'use client'

import { useRouter } from 'next/navigation'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextareaField } from '@/components/form/textarea-field'
import { toast } from '@/components/ui/toast'
import { noteApplication } from '../actions'

/** What reviewers tell each other; the applicant never sees it. */
export function ReviewNotes({
  slug,
  id,
  notes,
}: {
  slug: string
  id: string
  notes: string | null
}) {
  const router = useRouter()
  return (
    <ActionForm
      draft={`application-notes:${id}`}
      empty="null"
      action={(values) => noteApplication(slug, id, values.notes)}
      onSuccess={() => {
        toast('Notes saved')
        router.refresh()
      }}
    >
      <TextareaField
        name="notes"
        label="Notes for reviewers"
        help="The applicant never sees these."
        rows={3}
        maxLength={4000}
        defaultValue={notes ?? ''}
        optional
      />
      <SubmitButton variant="secondary" className="self-start">
        Save notes
      </SubmitButton>
    </ActionForm>
  )
}
