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
import { approvePayout, askProvider, cancelPayout, payPayout, retryPayout } from '../actions'
import { SendDialog } from './send-dialog'
import { SettleDialog } from './settle-dialog'

type Open = 'approve' | 'pay' | 'retry' | 'settle' | 'cancel' | null

type PayoutActionsProps = {
  slug: string
  payout: Payout
  manages: boolean
  sandbox: boolean
  debtor: boolean
}

/** What may be done with a payout in its state; each step names the amount and the partner. */
export function PayoutActions({ slug, payout, manages, sandbox, debtor }: PayoutActionsProps) {
  const router = useRouter()
  const [open, setOpen] = useState<Open>(null)
  const { id, status, partnerName, approvalObstacle, provider } = payout
  const byProvider = provider === 'sandbox'
  const amount = formatMoney(payout.amount, payout.currency)
  const close = (next: boolean) => !next && setOpen(null)
  const done = (message: string) => {
    toast(message, { tone: 'success' })
    router.refresh()
  }

  return (
    <>
      {manages && (status === 'draft' || status === 'approved' || status === 'failed') && (
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
      {manages && status === 'unknown' && byProvider && (
        <Button
          onClick={async () => {
            const [refused] = await askProvider(slug, id)
            toast(refused?.message ?? 'The provider is asked', {
              tone: refused ? 'danger' : 'success',
            })
            router.refresh()
          }}
        >
          Ask the provider
        </Button>
      )}
      {manages && (status === 'unknown' || (status === 'processing' && !byProvider)) && (
        <Button variant="primary" onClick={() => setOpen('settle')}>
          Say what became of it…
        </Button>
      )}
      {manages && (status === 'approved' || status === 'failed') && (
        <Button
          variant={status === 'approved' ? 'primary' : 'secondary'}
          onClick={() => setOpen('pay')}
        >
          Mark as paid…
        </Button>
      )}
      {manages && status === 'failed' && (
        <Button variant="primary" onClick={() => setOpen('retry')}>
          Retry…
        </Button>
      )}
      <SendDialog
        open={open === 'retry'}
        onClose={() => setOpen(null)}
        sandbox={sandbox}
        debtor={debtor}
        title={`Send ${amount} to ${partnerName} once more?`}
        description="Under the same key as before, so that nothing that did go through is paid again."
        confirmLabel={`Retry ${amount}`}
        action={(how) => retryPayout(slug, id, how)}
        onDone={() => router.refresh()}
      />
      <SettleDialog
        open={open === 'settle'}
        onClose={() => setOpen(null)}
        slug={slug}
        id={id}
        title={`What became of ${amount} to ${partnerName}?`}
        onDone={() => done('Recorded')}
      />
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
