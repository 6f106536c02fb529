'use client'

import { useRouter } from 'next/navigation'
import { ActionForm } from '@/components/form/action-form'
import { SelectField } from '@/components/form/select-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import type { Facets } from '@/lib/assistants/schema'
import { readPerson } from '../../../_components/assistants/read-person'
import { inviteAssistant } from '../actions'
import { PersonFields } from './person-fields'

type Props = {
  slug: string
  facets: Facets
  zone: string
  zones: readonly string[]
  open: boolean
  onOpenChange: (open: boolean) => void
}

export default function InviteDialog({ slug, facets, zone, zones, open, onOpenChange }: Props) {
  const router = useRouter()
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Invite a virtual assistant"
      description="They get a link by e-mail and look over their hours before the first task."
    >
      <ActionForm
        action={(values) => inviteAssistant(slug, readPerson(values))}
        onSuccess={(assistant) => {
          onOpenChange(false)
          toast(`${assistant.name} is invited`, { tone: 'success' })
          router.push(`/${slug}/assistants/${assistant.id}`)
        }}
      >
        <TextField name="name" label="Name" autoComplete="off" maxLength={200} />
        <TextField name="email" label="E-mail" type="email" autoComplete="off" />
        <SelectField
          name="timezone"
          label="Time zone"
          defaultValue={zone}
          options={zones.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
          help="They begin with the hours of your deadlines, and set their own."
        />
        <PersonFields facets={facets} />
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <SubmitButton>Send invitation</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  )
}
