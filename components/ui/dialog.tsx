'use client'

import dynamic from 'next/dynamic'
import type { ReactNode } from 'react'
import { useLatch } from './use-latch'

const DialogPopup = dynamic(() => import('./dialog-popup'), { ssr: false })

export type DialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: ReactNode
  children?: ReactNode
  footer?: ReactNode
  size?: 'sm' | 'md' | 'lg'
  /** Nothing to fill in: the text takes the focus, and scrolls by keyboard. */
  reading?: boolean
}

/** Asks one thing. Its code arrives when it first opens. */
export function Dialog(props: DialogProps) {
  const needed = useLatch(props.open)
  return needed && <DialogPopup {...props} />
}
