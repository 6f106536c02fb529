'use client'

import { useRouter } from 'next/navigation'
import { ActionForm } from '@/components/form/action-form'
import type { ActionResult } from '@/components/form/action-result'
import { SubmitButton } from '@/components/form/submit-button'
import { toast } from '@/components/ui/toast'
import type { Assistant } from '@/lib/assistants/schema'
import { HoursFields } from './hours-fields'
import { readPerson } from './read-person'

type HoursFormProps = {
  assistant: Pick<Assistant, 'timezone' | 'workingHours'>
  zones: readonly string[]
  workspaceZone: string
  save: (values: Record<string, unknown>) => Promise<ActionResult>
}

export function HoursForm({ assistant, zones, workspaceZone, save }: HoursFormProps) {
  const router = useRouter()
  return (
    <ActionForm
      action={(values) => save(readPerson(values))}
      onSuccess={() => {
        toast('Hours saved', { tone: 'success' })
        router.refresh()
      }}
    >
      <HoursFields
        zone={assistant.timezone}
        zones={zones}
        workspaceZone={workspaceZone}
        hours={assistant.workingHours}
      />
      <div>
        <SubmitButton>Save hours</SubmitButton>
      </div>
    </ActionForm>
  )
}
