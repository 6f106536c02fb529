import { useRouter } from 'next/navigation'
import { ActionForm } from '@/components/form/action-form'
import { MoneyField } from '@/components/form/money-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextareaField } from '@/components/form/textarea-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import type { Commission } from '@/lib/commissions/schema'
import { formatMoney } from '@/lib/money'
import { adjustCommission } from '../actions'

export type AdjustDialogProps = {
  slug: string
  commission: Commission
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Corrects what a deal gave a partner, by a commission beside it. */
export default function AdjustDialog({ slug, commission, open, onOpenChange }: AdjustDialogProps) {
  const router = useRouter()
  const { id, leadName, partnerName, currency } = commission
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Adjust ${leadName} for ${partnerName}?`}
      description="Makes a commission beside this one, which stays as it is. Somebody else approves it."
    >
      <ActionForm
        action={(values) => adjustCommission(slug, id, values)}
        onSuccess={(made) => {
          onOpenChange(false)
          toast(`${formatMoney(made.commissionAmount, currency)} waits for approval`, {
            tone: 'success',
          })
          router.refresh()
        }}
      >
        <MoneyField
          name="amount"
          label="Amount"
          currency={currency}
          allowNegative
          help="With a minus it takes money back and comes off the next payout."
        />
        <TextareaField
          name="reason"
          label="Reason"
          help="The partner can read this."
          rows={2}
          maxLength={500}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <SubmitButton>Make the adjustment</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  )
}
