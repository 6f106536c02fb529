'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'

const AddDialog = dynamic(() => import('./add-dialog'), { ssr: false })

export function AddDirectory({ slug, currency }: { slug: string; currency: string }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Icon name="plus" /> Add directory
      </Button>
      {open && <AddDialog slug={slug} currency={currency} onClose={() => setOpen(false)} />}
    </>
  )
}
