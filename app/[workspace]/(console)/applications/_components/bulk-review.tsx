'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { ActionResult } from '@/components/form/action-result'
import { useSelection } from '@/components/table/selection'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { counted } from '@/lib/words'
import { ReasonDialog } from '../../../_components/reason-dialog'
import { undoing } from '../../../_components/undo'
import { reviewMany } from '../actions'

type Row = { id: string; ok: boolean; message?: string | undefined }

/** Decides the chosen ones; what could not be decided is listed with its reason. */
export function BulkReview({ slug }: { slug: string }) {
  const router = useRouter()
  const { ids, clear } = useSelection()
  const [asking, setAsking] = useState<'approve' | 'reject' | null>(null)
  const [refused, setRefused] = useState<readonly Row[]>([])
  const what = counted(ids.length, 'application')

  const decide = async (input: object): Promise<ActionResult> => {
    const result = await reviewMany(slug, { ...input, ids })
    const [error, decided] = result
    if (error) return result
    const { results: rows, operationId } = decided
    const done = rows.filter(({ ok }) => ok).length
    setRefused(rows.filter(({ ok }) => !ok))
    toast(`${done} of ${rows.length} decided`, {
      tone: done === rows.length ? 'success' : 'neutral',
      ...(operationId ? { undo: undoing(slug, operationId, () => router.refresh()) } : {}),
    })
    clear()
    router.refresh()
    return result
  }

  return (
    <>
      <Button onClick={() => setAsking('reject')}>Reject…</Button>
      <Button variant="primary" onClick={() => setAsking('approve')}>
        Approve…
      </Button>
      <ConfirmDialog
        open={asking === 'approve'}
        onOpenChange={(open) => !open && setAsking(null)}
        title={`Approve ${what}?`}
        confirmLabel={`Approve ${ids.length}`}
        onConfirm={async () => (await decide({ decision: 'approve' }))[0]?.message}
      >
        Each becomes a partner and gets an invitation by e-mail.
      </ConfirmDialog>
      <ReasonDialog
        open={asking === 'reject'}
        onOpenChange={(open) => !open && setAsking(null)}
        title={`Reject ${what}?`}
        description="Each gets an e-mail with the reason."
        label="Reason, as they will read it"
        confirmLabel={`Reject ${ids.length}`}
        variant="danger"
        action={(reason) => decide({ decision: 'reject', reason })}
      />
      <Dialog
        open={refused.length > 0}
        onOpenChange={(open) => !open && setRefused([])}
        title={`${refused.length} could not be decided`}
        description="The others were."
        reading
      >
        <ul className="flex flex-col gap-2 text-sm">
          {refused.map(({ id, message }) => (
            <li key={id}>{message}</li>
          ))}
        </ul>
      </Dialog>
    </>
  )
}
