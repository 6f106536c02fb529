'use client'

import { ActionForm } from '@/components/form/action-form'
import type { ActionResult } from '@/components/form/action-result'
import { SubmitButton } from '@/components/form/submit-button'
import { TextareaField } from '@/components/form/textarea-field'
import { Button, type ButtonVariants } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'

type ReasonDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: string
  label?: string
  help?: string
  confirmLabel: string
  variant?: ButtonVariants['variant']
  /** Common reasons, one click each. */
  suggestions?: readonly string[]
  action: (reason: string) => Promise<ActionResult>
  onDone?: () => void
}

/** Asks why, before what needs a reason. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { open, onOpenChange, title, description, label = 'Reason', help, confirmLabel } = props
  const { variant = 'primary', suggestions = [], action, onDone } = props
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} description={description}>
      <ActionForm
        action={({ reason }) => action(typeof reason === 'string' ? reason : '')}
        onSuccess={() => {
          onOpenChange(false)
          onDone?.()
        }}
      >
        <TextareaField name="reason" label={label} help={help} rows={3} maxLength={500} />
        {suggestions.length > 0 && (
          <div className="-mt-1 flex flex-wrap gap-1.5">
            {suggestions.map((text) => (
              <Button
                key={text}
                size="sm"
                onClick={({ currentTarget }) => {
                  const box = currentTarget.form?.elements.namedItem('reason')
                  if (box instanceof HTMLTextAreaElement) {
                    box.value = text
                    box.focus()
                  }
                }}
              >
                {text}
              </Button>
            ))}
          </div>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <SubmitButton variant={variant}>{confirmLabel}</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  )
}
