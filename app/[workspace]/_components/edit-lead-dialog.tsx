import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ActionForm } from '@/components/form/action-form'
import type { ActionResult } from '@/components/form/action-result'
import type { FormValues } from '@/components/form/form-values'
import { SubmitButton } from '@/components/form/submit-button'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import type { Lead } from '@/lib/leads/schema'
import { LeadChanges } from './lead-changes'
import { LeadFields } from './lead-fields'

export type EditLeadDialogProps = {
  lead: Lead
  open: boolean
  onOpenChange: (open: boolean) => void
  save: (values: FormValues) => Promise<ActionResult<Lead>>
  find: () => Promise<ActionResult<Lead>>
  campaigns?: readonly { id: string; name: string }[]
}

/**
 * Edits what is known about a client. When somebody else saved first, it shows what they changed
 * and keeps what was typed; saving again then goes over theirs.
 */
export default function EditLeadDialog(props: EditLeadDialogProps) {
  const { open, onOpenChange, save, find } = props
  const router = useRouter()
  // The version one began with, whatever the page behind loads meanwhile.
  const [began] = useState(props.lead)
  const [theirs, setTheirs] = useState<Lead | null>(null)

  const submit = async (values: FormValues) => {
    const version = (theirs ?? began).version
    const result = await save({
      ...values,
      estimatedValue: values.estimatedValue ?? 0,
      id: began.id,
      version,
    })
    if (result[0]?.code === 'conflict') {
      const [, now] = await find()
      if (now && now.version !== version) setTheirs(now)
    }
    return result
  }

  return (
    <Dialog open={open} onOpenChange={onOpenChange} size="lg" title="Edit the lead">
      <ActionForm
        draft={`lead:${began.id}:${began.version}`}
        empty="null"
        action={submit}
        onSuccess={() => {
          onOpenChange(false)
          toast('Saved', { tone: 'success' })
          router.refresh()
        }}
      >
        {theirs && <LeadChanges before={began} after={theirs} />}
        <LeadFields currency={began.currency} lead={began} campaigns={props.campaigns} />
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <SubmitButton>{theirs ? 'Save over their changes' : 'Save'}</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  )
}
