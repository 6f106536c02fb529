'use client'

import { useRouter } from 'next/navigation'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import type { Assistant, Facets } from '@/lib/assistants/schema'
import { readPerson } from '../../../_components/assistants/read-person'
import { editAssistant } from '../actions'
import { PersonFields } from './person-fields'

type Props = { slug: string; assistant: Assistant; facets: Facets; onClose: () => void }

export default function EditDialog({ slug, assistant, facets, onClose }: Props) {
  const router = useRouter()
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Edit ${assistant.name}`}
      description="Counts from their next task on. What they hold stays with them."
    >
      <ActionForm
        action={(values) =>
          editAssistant(slug, assistant.id, {
            ...readPerson(values),
            specializations: values.specializations ?? [],
          })
        }
        onSuccess={() => {
          onClose()
          toast('Saved', { tone: 'success' })
          router.refresh()
        }}
      >
        <TextField name="name" label="Name" autoComplete="off" defaultValue={assistant.name} />
        <PersonFields known={assistant} facets={facets} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <SubmitButton>Save</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  )
}
