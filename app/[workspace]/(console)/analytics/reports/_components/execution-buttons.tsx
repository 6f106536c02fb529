'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button, buttonVariants } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Icon } from '@/components/ui/icon'
import { toast } from '@/components/ui/toast'
import { fileHref } from '@/lib/reports/labels'
import type { Execution } from '@/lib/reports/schema'
import { deleteExecution, retryExecution } from '../actions'

type ExecutionButtonsProps = {
  slug: string
  execution: Pick<Execution, 'id' | 'status' | 'fileName'>
  manages: boolean
  /** Tells its buttons from those of the others. */
  when: string
}

export function ExecutionButtons({ slug, execution, manages, when }: ExecutionButtonsProps) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const [deleting, setDeleting] = useState(false)
  const { id, status, fileName } = execution
  const retry = () =>
    startTransition(async () => {
      const [refused] = await retryExecution(slug, id)
      if (refused) return toast(refused.message, { tone: 'danger' })
      toast('It is tried again', { tone: 'success' })
      router.refresh()
    })
  return (
    <>
      {fileName && (
        <a href={fileHref(slug, id)} download={fileName} className={buttonVariants({ size: 'sm' })}>
          <Icon name="download" /> Download<span className="sr-only"> what was made {when}</span>
        </a>
      )}
      {manages && status === 'failed' && (
        <Button size="sm" pending={pending} onClick={retry}>
          Try again<span className="sr-only">, {when}</span>
        </Button>
      )}
      {manages && (status === 'completed' || status === 'failed') && (
        <Button
          size="sm"
          variant="ghost"
          icon
          aria-label={`Delete what was made ${when}`}
          onClick={() => setDeleting(true)}
        >
          <Icon name="trash-2" />
        </Button>
      )}
      <ConfirmDialog
        open={deleting}
        onOpenChange={setDeleting}
        title={`Delete what was made ${when}?`}
        confirmLabel="Delete it"
        cancelLabel="Keep it"
        tone="danger"
        onConfirm={async () => {
          const [refused] = await deleteExecution(slug, id)
          if (refused) return refused.message
          toast('Deleted')
          router.refresh()
          return null
        }}
      >
        The file goes, and the links in its mails open nothing any more. This cannot be undone.
      </ConfirmDialog>
    </>
  )
}
