'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { ActionResult } from '@/components/form/action-result'
import { useSelection } from '@/components/table/selection'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { counted } from '@/lib/words'
import { ReasonDialog } from '../../../_components/reason-dialog'
import { undoing } from '../../../_components/undo'
import { rejectCommissions } from '../actions'

/** Rejects the chosen ones as one operation, which the toast offers to undo. */
export function BulkReject({ slug }: { slug: string }) {
  const router = useRouter()
  const { ids, allMatching, clear } = useSelection()
  const [asking, setAsking] = useState(false)

  const reject = async (reason: string): Promise<ActionResult> => {
    const result = await rejectCommissions(slug, ids, reason)
    const [refused, done] = result
    if (refused) return result
    const { operationId } = done
    const left = done.results.filter(({ ok }) => !ok)
    toast(`Rejected ${counted(done.rejected, 'commission')}`, {
      ...(left.length > 0 ? { description: `${left.length} left out: ${left[0]?.message}` } : {}),
      ...(operationId ? { undo: undoing(slug, operationId, () => router.refresh()) } : {}),
    })
    clear()
    router.refresh()
    return result
  }

  // A rejection is of what somebody has looked at, never of whatever matches.
  if (allMatching) return null
  return (
    <>
      <Button onClick={() => setAsking(true)}>Reject…</Button>
      <ReasonDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Reject ${counted(ids.length, 'commission')}?`}
        description="Only pending ones and those on hold are rejected. You can undo it."
        help="The partners can read this."
        confirmLabel={`Reject ${ids.length}`}
        variant="danger"
        action={reject}
      />
    </>
  )
}
