import { AlertDialog } from '@base-ui/react/alert-dialog'
import { useState, useTransition } from 'react'
import { Button } from './button'
import { Callout } from './callout'
import type { ConfirmDialogProps } from './confirm-dialog'

export default function ConfirmPopup(props: ConfirmDialogProps) {
  const { open, onOpenChange, title, children, onConfirm } = props
  const { confirmLabel, cancelLabel = 'Cancel', tone = 'primary' } = props
  const [pending, startTransition] = useTransition()
  const [refusal, setRefusal] = useState<string | null>(null)
  const change = (next: boolean) => {
    if (pending) return
    setRefusal(null)
    onOpenChange(next)
  }
  const confirm = () =>
    startTransition(async () => {
      const refused = await onConfirm()
      setRefusal(refused ?? null)
      if (!refused) onOpenChange(false)
    })
  return (
    <AlertDialog.Root open={open} onOpenChange={change}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="animate-backdrop fixed inset-0 z-50 bg-black/35" />
        <AlertDialog.Viewport className="fixed inset-0 z-50 flex items-end justify-center p-2 sm:items-start sm:pt-[18vh]">
          <AlertDialog.Popup
            data-slot="confirm-popup"
            className="animate-popup w-full overflow-hidden rounded-xl bg-raised shadow-dialog outline-none sm:max-w-md"
          >
            <div className="flex flex-col gap-1.5 px-5 pt-4 pb-5">
              <AlertDialog.Title className="text-balance font-semibold text-lg [overflow-wrap:anywhere]">
                {title}
              </AlertDialog.Title>
              <AlertDialog.Description render={<div />} className="text-pretty text-muted text-sm">
                {children}
              </AlertDialog.Description>
              {refusal && (
                <Callout tone="danger" live>
                  {refusal}
                </Callout>
              )}
            </div>
            <div className="flex justify-end gap-2 border-t bg-subtle px-5 py-3">
              <Button onClick={() => change(false)}>{cancelLabel}</Button>
              <Button variant={tone} pending={pending} onClick={confirm}>
                {confirmLabel}
              </Button>
            </div>
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
