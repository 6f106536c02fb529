'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { DisabledAction } from '@/components/ui/disabled-action'
import { toast } from '@/components/ui/toast'
import type { RunItem } from '@/lib/payouts/sending-schema'
import { counted } from '@/lib/words'
import { ReasonDialog } from '../../../../../_components/reason-dialog'
import { countOf } from '../../../_components/run-counts'
import { SendDialog, toastResults } from '../../../_components/send-dialog'
import { approveRun, askProviders, cancelRun, retryRun, sendRun } from '../../../actions'

type RunActionsProps = {
  slug: string
  id: string
  sums: string
  counts: RunItem['counts']
  /** Drafts that the person who looks may approve. */
  mayApprove: number
  manages: boolean
  sandbox: boolean
  debtor: boolean
  asksProvider: boolean
}

type Open = 'approve' | 'send' | 'retry' | 'cancel' | null

/** One step for the whole run; whatever is left out says why. */
export function RunActions(props: RunActionsProps) {
  const { slug, id, sums, counts, mayApprove, manages, sandbox, debtor, asksProvider } = props
  const router = useRouter()
  const [open, setOpen] = useState<Open>(null)
  const drafts = countOf(counts, 'draft')
  const approved = countOf(counts, 'approved')
  const failed = countOf(counts, 'failed')
  const unsure = countOf(counts, 'unknown')
  const cancellable = drafts + approved + failed
  const close = () => setOpen(null)
  const provider = { sandbox, debtor }

  return (
    <>
      {manages && cancellable > 0 && (
        <Button onClick={() => setOpen('cancel')}>Cancel {counted(cancellable, 'payout')}…</Button>
      )}
      {manages && unsure > 0 && asksProvider && (
        <Button
          onClick={async () => {
            const [refused] = await askProviders(slug, id)
            toast(refused?.message ?? 'The provider is asked', {
              tone: refused ? 'danger' : 'success',
            })
            router.refresh()
          }}
        >
          Ask the provider
        </Button>
      )}
      {manages && failed > 0 && (
        <Button onClick={() => setOpen('retry')}>Retry {counted(failed, 'payout')}…</Button>
      )}
      {drafts > 0 && (
        <DisabledAction
          variant={mayApprove > 0 ? 'primary' : 'secondary'}
          reason={mayApprove === 0 ? 'None of them is for you to approve; each says why.' : null}
          onClick={() => setOpen('approve')}
        >
          Approve {counted(mayApprove || drafts, 'payout')}…
        </DisabledAction>
      )}
      {manages && approved > 0 && (
        <Button variant={mayApprove > 0 ? 'secondary' : 'primary'} onClick={() => setOpen('send')}>
          Send {counted(approved, 'payout')}…
        </Button>
      )}
      <ConfirmDialog
        open={open === 'approve'}
        onOpenChange={(next) => !next && close()}
        title={`Approve ${counted(mayApprove, 'payout')}?`}
        confirmLabel={`Approve ${counted(mayApprove, 'payout')}`}
        onConfirm={async () => {
          const [refused, results] = await approveRun(slug, id)
          if (refused) return refused.message
          toastResults('Approved', results)
          router.refresh()
          return null
        }}
      >
        They are frozen from then on: their commissions stay in them. The run is {sums} in all.
      </ConfirmDialog>
      <SendDialog
        {...provider}
        open={open === 'send'}
        onClose={close}
        title={`Send ${counted(approved, 'payout')}?`}
        description="What was sent cannot be called back. A payout without payout details is left out."
        confirmLabel={`Send ${counted(approved, 'payout')}`}
        action={(how) => sendRun(slug, id, how)}
        onDone={() => router.refresh()}
      />
      <SendDialog
        {...provider}
        open={open === 'retry'}
        onClose={close}
        title={`Send ${counted(failed, 'payout')} once more?`}
        description="Under the same key as before, so that nothing that did go through is paid again."
        confirmLabel={`Retry ${counted(failed, 'payout')}`}
        action={(how) => retryRun(slug, id, how)}
        onDone={() => router.refresh()}
      />
      <ReasonDialog
        open={open === 'cancel'}
        onOpenChange={(next) => !next && close()}
        title={`Cancel ${counted(cancellable, 'payout')}?`}
        description="Their commissions are due again and come with the next run. What is on its way or paid stays."
        confirmLabel={`Cancel ${counted(cancellable, 'payout')}`}
        variant="danger"
        action={(reason) => cancelRun(slug, id, reason)}
        onDone={() => {
          toast('Cancelled', { tone: 'success' })
          router.refresh()
        }}
      />
    </>
  )
}
