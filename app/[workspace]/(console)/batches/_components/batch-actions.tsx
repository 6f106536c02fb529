'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { toast } from '@/components/ui/toast'
import { may } from '@/lib/batches/rules'
import type { Batch } from '@/lib/batches/schema'
import { counted } from '@/lib/words'
import { retryFailed, steerBatch } from '../actions'
import { finishedOf } from './columns'

const EditDialog = dynamic(() => import('./edit-dialog'), { ssr: false })

/** What may be done with a batch in its state. */
export function BatchActions({ slug, batch }: { slug: string; batch: Batch }) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const [cancelling, setCancelling] = useState(false)
  const [editing, setEditing] = useState(false)
  const { id, name, status, failedItems } = batch
  const open = batch.totalItems - finishedOf(batch)

  const act = (run: () => ReturnType<typeof steerBatch>, done: (items: number) => string) =>
    startTransition(async () => {
      const [refused, result] = await run()
      if (refused) return toast(refused.message, { tone: 'danger' })
      toast(done(result.items), { tone: 'success' })
      router.refresh()
    })

  return (
    <>
      {may('cancel', status) && (
        <>
          <Button onClick={() => setEditing(true)}>Change…</Button>
          <Button onClick={() => setCancelling(true)}>Cancel batch…</Button>
        </>
      )}
      {failedItems > 0 && status !== 'cancelled' && (
        <Button
          pending={pending}
          onClick={() =>
            act(
              () => retryFailed(slug, id),
              (items) => `${counted(items, 'submission')} tried again`,
            )
          }
        >
          Try{' '}
          {failedItems === 1 ? 'the failed one' : `${failedItems.toLocaleString('en-US')} failed`}{' '}
          again
        </Button>
      )}
      {may('pause', status) && (
        <Button
          variant="primary"
          pending={pending}
          onClick={() =>
            act(
              () => steerBatch(slug, 'pause', id),
              () => `${name} is paused`,
            )
          }
        >
          Pause
        </Button>
      )}
      {may('resume', status) && (
        <Button
          variant="primary"
          pending={pending}
          onClick={() =>
            act(
              () => steerBatch(slug, 'resume', id),
              () => `${name} goes on`,
            )
          }
        >
          Resume
        </Button>
      )}
      {editing && <EditDialog slug={slug} batch={batch} onClose={() => setEditing(false)} />}
      <ConfirmDialog
        open={cancelling}
        onOpenChange={setCancelling}
        title={`Cancel ${counted(open, 'submission')} of ${name}?`}
        confirmLabel="Cancel the batch"
        cancelLabel="Keep it"
        tone="danger"
        onConfirm={async () => {
          const [refused, result] = await steerBatch(slug, 'cancel', id)
          if (refused) return refused.message
          toast(`${counted(result.items, 'submission')} cancelled`)
          router.refresh()
          return null
        }}
      >
        What is in progress is finished. The credits of the rest are given back. This cannot be
        undone, but what is cancelled can be queued in a new batch.
      </ConfirmDialog>
    </>
  )
}
