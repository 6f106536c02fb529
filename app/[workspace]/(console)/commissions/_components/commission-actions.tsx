'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { useCommands } from '@/components/shell/commands'
import { Button } from '@/components/ui/button'
import { DisabledAction } from '@/components/ui/disabled-action'
import { toast } from '@/components/ui/toast'
import { nextStatuses } from '@/lib/commissions/rules'
import type { Commission } from '@/lib/commissions/schema'
import { ReasonDialog } from '../../../_components/reason-dialog'
import { approveCommission, holdCommission, rejectCommission, releaseCommission } from '../actions'
import { AdjustCommission } from './adjust-commission'

const asks = {
  hold: {
    title: 'Put this commission on hold?',
    verb: 'Hold',
    done: 'On hold',
    run: holdCommission,
  },
  release: {
    title: 'Release this commission?',
    verb: 'Release',
    done: 'Pending again',
    run: releaseCommission,
  },
  reject: {
    title: 'Reject this commission?',
    verb: 'Reject',
    done: 'Rejected',
    run: rejectCommission,
  },
} as const

type Asking = keyof typeof asks

/** What may be done with a commission in its state. */
export function CommissionActions({ slug, commission }: { slug: string; commission: Commission }) {
  const router = useRouter()
  const [asking, setAsking] = useState<Asking | null>(null)
  const [pending, startTransition] = useTransition()
  const next = nextStatuses[commission.status]
  const approve = () =>
    startTransition(async () => {
      const [refused] = await approveCommission(slug, commission.id)
      toast(refused ? refused.message : 'Approved', { tone: refused ? 'danger' : 'success' })
      router.refresh()
    })
  useCommands('Commission', [
    ...(next.includes('approved') && !commission.approvalObstacle
      ? [{ id: 'approve', label: 'Approve the commission', keys: 'a', run: approve }]
      : []),
  ])
  const current = asking && asks[asking]
  return (
    <>
      {(commission.kind === 'base' || commission.kind === 'bonus') && (
        <AdjustCommission slug={slug} commission={commission} />
      )}
      {next.includes('rejected') && (
        <Button variant="ghost" onClick={() => setAsking('reject')}>
          Reject…
        </Button>
      )}
      {next.includes('on_hold') && <Button onClick={() => setAsking('hold')}>Hold…</Button>}
      {next.includes('pending') && <Button onClick={() => setAsking('release')}>Release…</Button>}
      {next.includes('approved') && (
        <DisabledAction
          variant="primary"
          reason={commission.approvalObstacle}
          pending={pending}
          onClick={approve}
        >
          Approve
        </DisabledAction>
      )}
      {current && (
        <ReasonDialog
          open
          onOpenChange={(open) => !open && setAsking(null)}
          title={current.title}
          description={`${commission.leadName}, ${commission.partnerName}`}
          help="The partner can read this."
          confirmLabel={current.verb}
          variant={asking === 'reject' ? 'danger' : 'primary'}
          action={(reason) => current.run(slug, commission.id, reason)}
          onDone={() => {
            toast(current.done)
            router.refresh()
          }}
        />
      )}
    </>
  )
}
