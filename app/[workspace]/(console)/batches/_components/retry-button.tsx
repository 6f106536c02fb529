'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { retryFailed } from '../actions'

type RetryButtonProps = {
  slug: string
  batchId: string
  itemId: string
  /** Whether trying again may help. */
  hopeful: boolean
}

export function RetryButton({ slug, batchId, itemId, hopeful }: RetryButtonProps) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const retry = () =>
    startTransition(async () => {
      const [refused] = await retryFailed(slug, batchId, [itemId])
      if (refused) return toast(refused.message, { tone: 'danger' })
      toast('It is queued again', { tone: 'success' })
      router.refresh()
    })
  return (
    <Button variant={hopeful ? 'primary' : undefined} pending={pending} onClick={retry}>
      Try again
    </Button>
  )
}
