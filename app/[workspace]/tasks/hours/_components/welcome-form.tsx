'use client'

import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import type { Assistant } from '@/lib/assistants/schema'
import { HoursFields } from '../../../_components/assistants/hours-fields'
import { LanguagesField } from '../../../_components/assistants/languages-field'
import { readPerson } from '../../../_components/assistants/read-person'
import { confirmSelf } from '../actions'

type WelcomeFormProps = {
  slug: string
  me: Pick<Assistant, 'name' | 'timezone' | 'workingHours' | 'languages' | 'confirmedAt'>
  zones: readonly string[]
  workspaceZone: string
}

export function WelcomeForm({ slug, me, zones, workspaceZone }: WelcomeFormProps) {
  return (
    <ActionForm action={(values) => confirmSelf(slug, readPerson(values))} className="gap-5">
      <TextField
        name="name"
        label="Your name"
        autoComplete="name"
        defaultValue={me.name}
        className="max-w-md"
      />
      <HoursFields
        zone={me.timezone}
        zones={zones}
        workspaceZone={workspaceZone}
        hours={me.workingHours}
        guess={!me.confirmedAt}
      />
      <LanguagesField
        name="languages"
        label="Languages"
        defaultValue={me.languages}
        help="In which you can write to customers and talk to directories."
      />
      <div>
        <SubmitButton>This is right, show me my tasks</SubmitButton>
      </div>
    </ActionForm>
  )
}
