'use client'

import dynamic from 'next/dynamic'
import type { ReactNode } from 'react'
import { useLatch } from './use-latch'

const ConfirmPopup = dynamic(() => import('./confirm-popup'), { ssr: false })

export type ConfirmDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Names the thing and the amount: "Pay Ana Costa $1,240.00?" */
  title: string
  /** What will happen, and whether it can be undone. */
  children: ReactNode
  /** The verb itself: "Pay $1,240.00", never "OK". */
  confirmLabel: string
  /** For where the verb is to cancel: "Keep it". */
  cancelLabel?: string
  tone?: 'primary' | 'danger'
  /** May answer with a reason why it was refused, shown in place. */
  onConfirm: () => Promise<string | null | undefined>
}

/** Asks before what destroys or pays. Its code arrives when it first opens. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const needed = useLatch(props.open)
  return needed && <ConfirmPopup {...props} />
}
