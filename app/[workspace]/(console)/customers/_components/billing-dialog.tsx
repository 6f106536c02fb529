'use client'

import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { ActionForm } from '@/components/form/action-form'
import type { ActionResult } from '@/components/form/action-result'
import type { FormValues } from '@/components/form/form-values'
import { SubmitButton } from '@/components/form/submit-button'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import type { CustomerRecord } from '@/lib/customers/schema'

export type BillingDialogProps = {
  slug: string
  customer: CustomerRecord
  open: boolean
  onOpenChange: (open: boolean) => void
}

type Props = Pick<BillingDialogProps, 'open' | 'onOpenChange'> & {
  title: string
  description: string
  verb: string
  done: string
  action: (values: FormValues) => Promise<ActionResult>
  children: ReactNode
}

/** What the dialogs about money and credits have in common. */
export function BillingDialog(props: Props) {
  const { open, onOpenChange, title, description, verb, done, action, children } = props
  const router = useRouter()
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} description={description}>
      <ActionForm
        action={action}
        onSuccess={() => {
          onOpenChange(false)
          toast(done, { tone: 'success' })
          router.refresh()
        }}
      >
        {children}
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <SubmitButton>{verb}</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  )
}
