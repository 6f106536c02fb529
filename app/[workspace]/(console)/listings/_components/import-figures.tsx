'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'

const FiguresDialog = dynamic(() => import('./figures-dialog'), { ssr: false })

export function ImportFigures({ slug }: { slug: string }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Icon name="file-up" /> Import figures
      </Button>
      {open && <FiguresDialog slug={slug} onClose={() => setOpen(false)} />}
    </>
  )
}
