'use client'

import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { Partner } from '@/lib/partners/schema'
import { PayoutCurrencyForm } from '../../../_components/payout-currency-form'
import { changePayoutCurrency } from '../actions'

type PayoutCurrencyDialogProps = { slug: string; partner: Partner; onClose: () => void }

/** The currency of the next payouts; those that exist stay as they are. */
export default function PayoutCurrencyDialog({
  slug,
  partner,
  onClose,
}: PayoutCurrencyDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Payout currency of ${partner.name}`}
      description="It counts for payouts made from now on. They can choose it themselves in their profile."
    >
      <PayoutCurrencyForm
        current={partner.payoutCurrency}
        currency={partner.currency}
        save={(values) => changePayoutCurrency(slug, { ...values, id: partner.id })}
        onSaved={onClose}
      >
        <Button onClick={onClose}>Cancel</Button>
      </PayoutCurrencyForm>
    </Dialog>
  )
}
