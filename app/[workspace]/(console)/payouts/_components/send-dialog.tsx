'use client'

import { ActionForm } from '@/components/form/action-form'
import type { ActionResult } from '@/components/form/action-result'
import { SubmitButton } from '@/components/form/submit-button'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { counted } from '@/lib/words'
import { ProviderChoice } from './provider-choice'

type Results = { results: { ok: boolean; message?: string | undefined }[] }

type SendDialogProps = {
  open: boolean
  onClose: () => void
  title: string
  description: string
  confirmLabel: string
  sandbox: boolean
  debtor: boolean
  action: (provider: unknown) => Promise<ActionResult<Results>>
  onDone: () => void
}

/** Says how many went through, and why the others did not. */
export function toastResults(verb: string, { results }: Results) {
  const left = results.filter(({ ok }) => !ok)
  const reasons = [...new Set(left.map(({ message }) => message))].join(' ')
  toast(`${verb} ${counted(results.length - left.length, 'payout')}`, {
    tone: left.length === 0 ? 'success' : 'neutral',
    ...(left.length > 0 ? { description: `${left.length} left: ${reasons}` } : {}),
  })
}

/** Asks how, before money is sent. */
export function SendDialog(props: SendDialogProps) {
  const { open, onClose, title, description, confirmLabel, sandbox, debtor, action, onDone } = props
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={title}
      description={description}
    >
      <ActionForm
        action={({ provider }) => action(provider)}
        onSuccess={(results) => {
          onClose()
          toastResults('Sent', results)
          onDone()
        }}
      >
        <ProviderChoice sandbox={sandbox} debtor={debtor} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <SubmitButton>{confirmLabel}</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  )
}
