'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useLatch } from '@/components/ui/use-latch'
import type { EditLeadDialogProps } from './edit-lead-dialog'

const EditLeadDialog = dynamic(() => import('./edit-lead-dialog'), { ssr: false })

/** The dialog comes when it is first asked for. */
export function EditLead(props: Pick<EditLeadDialogProps, 'lead' | 'save' | 'find' | 'campaigns'>) {
  const [open, setOpen] = useState(false)
  const needed = useLatch(open)
  return (
    <>
      <Button onClick={() => setOpen(true)}>Edit</Button>
      {needed && <EditLeadDialog {...props} open={open} onOpenChange={setOpen} />}
    </>
  )
}
