'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { Directory } from '@/lib/directories/schema'

const dialogs = {
  details: dynamic(() => import('./details-dialog'), { ssr: false }),
  requirements: dynamic(() => import('./requirements-dialog'), { ssr: false }),
  limits: dynamic(() => import('./limits-dialog'), { ssr: false }),
}

const labels = {
  details: 'Edit…',
  requirements: 'Edit requirements…',
  limits: 'Edit limits…',
}

type EditButtonProps = {
  slug: string
  directory: Directory
  currency: string
  what: keyof typeof dialogs
}

/** Opens the form of a part of the directory. */
export function EditButton({ what, ...props }: EditButtonProps) {
  const [open, setOpen] = useState(false)
  const Dialog = dialogs[what]
  return (
    <>
      <Button size={what === 'details' ? 'md' : 'sm'} onClick={() => setOpen(true)}>
        {labels[what]}
      </Button>
      {open && <Dialog {...props} onClose={() => setOpen(false)} />}
    </>
  )
}
