'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useSelection } from '@/components/table/selection'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { toast } from '@/components/ui/toast'
import type { CommissionSelection } from '@/lib/commissions/schema'
import { formatMoney } from '@/lib/money'
import { counted } from '@/lib/words'
import { approveCommissions } from '../actions'

type Sum = { currency: string; count: number; amount: number }
type BulkApproveProps = { slug: string; filter: CommissionSelection; pending: readonly Sum[] }

const sumWords = (sums: readonly { currency: string; amount: number }[]) =>
  sums.map(({ amount, currency }) => formatMoney(amount, currency)).join(' and ')

/** Approves the pending ones among the chosen, or all that match. */
export function BulkApprove({ slug, filter, pending }: BulkApproveProps) {
  const router = useRouter()
  const { ids, allMatching, clear } = useSelection()
  const [asking, setAsking] = useState(false)
  const pendingCount = pending.reduce((all, { count }) => all + count, 0)

  const approve = async () => {
    const target = allMatching ? { filter, expectedCount: pendingCount } : { ids }
    const [refused, done] = await approveCommissions(slug, target)
    if (refused) return refused.message
    const left = done.results.filter(({ ok }) => !ok)
    const skipped = left.length + done.skippedOwn
    toast(`Approved ${counted(done.approved, 'commission')}`, {
      description: [
        done.approved > 0 && sumWords(done.amounts),
        skipped > 0 && `${skipped} left out: ${left[0]?.message ?? 'they pay you.'}`,
      ]
        .filter(Boolean)
        .join('. '),
      tone: done.approved > 0 ? 'success' : 'danger',
    })
    clear()
    router.refresh()
    return null
  }

  return (
    <>
      <Button variant="primary" onClick={() => setAsking(true)}>
        Approve
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={
          allMatching
            ? `Approve ${counted(pendingCount, 'pending commission')}${pendingCount > 0 ? `, ${sumWords(pending)}` : ''}?`
            : `Approve ${counted(ids.length, 'commission')}?`
        }
        confirmLabel="Approve"
        onConfirm={approve}
      >
        Approved commissions are paid with the next payout. Those that are not pending, and those
        that pay you, are left as they are.
      </ConfirmDialog>
    </>
  )
}
