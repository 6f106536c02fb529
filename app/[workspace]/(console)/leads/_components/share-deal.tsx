'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useLatch } from '@/components/ui/use-latch'
import type { SharesDialogProps } from './shares-dialog'

const SharesDialog = dynamic(() => import('./shares-dialog'), { ssr: false })

export function ShareDeal(props: Omit<SharesDialogProps, 'open' | 'onOpenChange'>) {
  const [open, setOpen] = useState(false)
  const needed = useLatch(open)
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        {props.shares.length > 0 ? 'Change…' : 'Share the deal…'}
      </Button>
      {needed && <SharesDialog {...props} open={open} onOpenChange={setOpen} />}
    </>
  )
}
