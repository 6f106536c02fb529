'use client'

import dynamic from 'next/dynamic'
import { type ReactNode, useRef, useState } from 'react'
import { IconButton } from './icon-button'
import { useLatch } from './use-latch'

const load = () => import('./popover-popup')
const PopoverPopup = dynamic(load, { ssr: false })

type PopoverProps = {
  /** Names the button, and what opens. */
  label: string
  icon: ReactNode
  children: ReactNode
  className?: string
}

/** A button that tells more about what it stands beside. Its code arrives when it is first near. */
export function Popover({ label, icon, children, className }: PopoverProps) {
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const needed = useLatch(open)
  return (
    <>
      <IconButton
        ref={button}
        size="sm"
        label={label}
        aria-haspopup="dialog"
        aria-expanded={open}
        onPointerEnter={load}
        onFocus={load}
        onClick={() => setOpen(!open)}
        className={className}
      >
        {icon}
      </IconButton>
      {needed && (
        <PopoverPopup anchor={button} open={open} onOpenChange={setOpen} label={label}>
          {children}
        </PopoverPopup>
      )}
    </>
  )
}
