'use client'

import dynamic from 'next/dynamic'
import type { ReactNode } from 'react'
import { useLatch } from './use-latch'

const SheetPopup = dynamic(() => import('./sheet-popup'), { ssr: false })

export type SheetProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  description?: ReactNode
  /** Beside the close button: next, previous, open in full. */
  actions?: ReactNode
  children: ReactNode
  footer?: ReactNode
}

/** A panel at the side; the list behind it stays in use. Its code arrives when it first opens. */
export function Sheet(props: SheetProps) {
  const needed = useLatch(props.open)
  return needed && <SheetPopup {...props} />
}
