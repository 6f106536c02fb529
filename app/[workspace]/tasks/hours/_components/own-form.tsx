'use client'

import { useRouter } from 'next/navigation'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { toast } from '@/components/ui/toast'
import type { Assistant } from '@/lib/assistants/schema'
import { LanguagesField } from '../../../_components/assistants/languages-field'
import { readPerson } from '../../../_components/assistants/read-person'
import { saveSelf } from '../actions'

/** Name and languages. */
export function OwnForm({ slug, me }: { slug: string; me: Pick<Assistant, 'name' | 'languages'> }) {
  const router = useRouter()
  return (
    <ActionForm
      action={(values) => saveSelf(slug, readPerson(values))}
      onSuccess={() => {
        toast('Saved', { tone: 'success' })
        router.refresh()
      }}
    >
      <TextField name="name" label="Your name" autoComplete="name" defaultValue={me.name} />
      <LanguagesField name="languages" label="Languages" defaultValue={me.languages} />
      <div>
        <SubmitButton variant="secondary">Save</SubmitButton>
      </div>
    </ActionForm>
  )
}
