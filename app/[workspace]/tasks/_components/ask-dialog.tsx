'use client'

import { ActionForm } from '@/components/form/action-form'
import type { ActionResult } from '@/components/form/action-result'
import type { FormValues } from '@/components/form/form-values'
import { SubmitButton } from '@/components/form/submit-button'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { AskFields } from './ask-fields'
import { type Ask, asks } from './asks'

type AskDialogProps = {
  ask: Ask
  slug: string
  taskId: string
  action: (values: FormValues) => Promise<ActionResult>
  onClose: () => void
}

/** One question before something is done; Ctrl or ⌘ with Enter sends it. */
export default function AskDialog({ ask, slug, taskId, action, onClose }: AskDialogProps) {
  const { title, description, submit } = asks[ask]
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={description}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it hears the keys of the fields in it */}
      <div
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
          event.preventDefault()
          event.currentTarget.querySelector('form')?.requestSubmit()
        }}
      >
        <ActionForm draft={`${ask}:${taskId}`} action={action} onSuccess={onClose}>
          <AskFields ask={ask} slug={slug} taskId={taskId} />
          <div className="flex justify-end gap-2">
            <Button onClick={onClose}>Cancel</Button>
            <SubmitButton variant={ask === 'failure' ? 'danger' : 'primary'}>{submit}</SubmitButton>
          </div>
        </ActionForm>
      </div>
    </Dialog>
  )
}
