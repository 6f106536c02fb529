import { useState } from 'react'
import { ActionForm } from '@/components/form/action-form'
import type { ActionResult } from '@/components/form/action-result'
import { MoneyField } from '@/components/form/money-field'
import { SubmitButton } from '@/components/form/submit-button'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { leadName } from '@/lib/leads/labels'
import type { MovableLead } from './use-move'
import { WinPreview } from './win-preview'

type WinDialogProps = {
  slug: string
  lead: MovableLead
  open: boolean
  onOpenChange: (open: boolean) => void
  action: (projectValue: number | undefined) => Promise<ActionResult>
}

/** Asks what the deal came to, and shows the commission that follows before it is made. */
export function WinDialog({ slug, lead, open, onOpenChange, action }: WinDialogProps) {
  const estimate = lead.estimatedValue || null
  const [value, setValue] = useState<number | null>(estimate)
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={`Won ${leadName(lead)}?`}>
      <ActionForm
        action={({ projectValue }) =>
          action(typeof projectValue === 'number' ? projectValue : undefined)
        }
        onSuccess={() => onOpenChange(false)}
      >
        <MoneyField
          name="projectValue"
          label="Final project value"
          help={estimate ? 'Filled in with the estimate.' : 'Without tax.'}
          currency={lead.currency}
          defaultValue={estimate}
          onAmountChange={setValue}
        />
        <WinPreview slug={slug} lead={lead} value={value} />
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <SubmitButton>Mark as won</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  )
}
