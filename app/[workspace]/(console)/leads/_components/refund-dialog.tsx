import { useState } from 'react'
import { ActionForm } from '@/components/form/action-form'
import type { ActionResult } from '@/components/form/action-result'
import { MoneyField } from '@/components/form/money-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextareaField } from '@/components/form/textarea-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { formatMoney } from '@/lib/money'
import { RefundPreview } from './refund-preview'

type RefundDialogProps = {
  slug: string
  leadId: string
  name: string
  left: number
  currency: string
  open: boolean
  onOpenChange: (open: boolean) => void
  action: (input: { amount: number; reason: string }) => Promise<ActionResult>
}

/** Asks what a client got back, and shows what it takes back of the commission before it is recorded. */
export default function RefundDialog(props: RefundDialogProps) {
  const { slug, leadId, name, left, currency, open, onOpenChange, action } = props
  const [amount, setAmount] = useState<number | null>(null)
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Refund ${name}?`}
      description="Records what the client got back. The deal stays won; its partner keeps the commission on the rest."
    >
      <ActionForm
        action={({ amount: given, reason }) =>
          action({ amount: Number(given ?? 0), reason: String(reason ?? '') })
        }
        onSuccess={() => onOpenChange(false)}
      >
        <MoneyField
          name="amount"
          label="Amount refunded"
          help={`Up to ${formatMoney(left, currency)}, what is left of the deal.`}
          currency={currency}
          onAmountChange={setAmount}
        />
        <TextareaField
          name="reason"
          label="Reason"
          help="The partner can read this."
          rows={2}
          maxLength={500}
        />
        <RefundPreview slug={slug} leadId={leadId} amount={amount} />
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <SubmitButton>Record the refund</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  )
}
