import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useLatch } from '@/components/ui/use-latch'
import type { AdjustDialogProps } from './adjust-dialog'

const AdjustDialog = dynamic(() => import('./adjust-dialog'), { ssr: false })

export function AdjustCommission(props: Pick<AdjustDialogProps, 'slug' | 'commission'>) {
  const [open, setOpen] = useState(false)
  const needed = useLatch(open)
  return (
    <>
      <Button variant="ghost" onClick={() => setOpen(true)}>
        Adjust…
      </Button>
      {needed && <AdjustDialog {...props} open={open} onOpenChange={setOpen} />}
    </>
  )
}
