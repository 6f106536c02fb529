'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Dialog } from '@/components/ui/dialog'
import { DisabledAction } from '@/components/ui/disabled-action'
import { toast } from '@/components/ui/toast'
import { formatMoney } from '@/lib/money'
import type { Payout } from '@/lib/payouts/schema'
import { ReasonDialog } from '../../../_components/reason-dialog'
import { approvePayout, cancelPayout, payPayout } from '../actions'

type Open = 'approve' | 'pay' | 'cancel' | null

/** What may be done with a payout in its state; each step names the amount and the partner. */
export function PayoutActions({ slug, payout }: { slug: string; payout: Payout }) {
  const router = useRouter()
  const [open, setOpen] = useState<Open>(null)
  const { id, status, partnerName, approvalObstacle } = payout
  const amount = formatMoney(payout.amount, payout.currency)
  const close = (next: boolean) => !next && setOpen(null)
  const done = (message: string) => {
    toast(message, { tone: 'success' })
    router.refresh()
  }

  return (
    <>
      {(status === 'draft' || status === 'approved') && (
        <Button onClick={() => setOpen('cancel')}>Cancel payout…</Button>
      )}
      {status === 'draft' && (
        <DisabledAction
          variant="primary"
          reason={approvalObstacle}
          onClick={() => setOpen('approve')}
        >
          Approve…
        </DisabledAction>
      )}
      {status === 'approved' && (
        <Button variant="primary" onClick={() => setOpen('pay')}>
          Mark as paid…
        </Button>
      )}
      <ConfirmDialog
        open={open === 'approve'}
        onOpenChange={close}
        title={`Approve ${amount} for ${partnerName}?`}
        confirmLabel={`Approve ${amount}`}
        onConfirm={async () => {
          const [refused] = await approvePayout(slug, id)
          if (!refused) done('Payout approved')
          return refused?.message
        }}
      >
        The payout is frozen from then on: its commissions stay in it, and {partnerName} sees that
        it is on its way.
      </ConfirmDialog>
      <Dialog
        open={open === 'pay'}
        onOpenChange={close}
        title={`Mark ${amount} to ${partnerName} as paid?`}
        description="Do this once you have made the transfer. It cannot be undone."
      >
        <ActionForm
          action={({ reference }) => payPayout(slug, id, reference)}
          onSuccess={() => {
            setOpen(null)
            done('Marked as paid')
          }}
        >
          <TextField
            name="reference"
            label="Reference"
            help="What the partner’s bank statement will say."
            maxLength={140}
            autoComplete="off"
          />
          <div className="flex justify-end gap-2">
            <Button onClick={() => setOpen(null)}>Cancel</Button>
            <SubmitButton>Mark {amount} as paid</SubmitButton>
          </div>
        </ActionForm>
      </Dialog>
      <ReasonDialog
        open={open === 'cancel'}
        onOpenChange={close}
        title={`Cancel the payout of ${amount} to ${partnerName}?`}
        description="Its commissions are due again and come with the next run."
        confirmLabel="Cancel the payout"
        variant="danger"
        action={(reason) => cancelPayout(slug, id, reason)}
        onDone={() => done('Payout cancelled')}
      />
    </>
  )
}
