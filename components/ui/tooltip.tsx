'use client'

import dynamic from 'next/dynamic'
import { type ReactNode, useRef, useState } from 'react'
import { useLatch } from './use-latch'

const TooltipPopup = dynamic(() => import('./tooltip-popup'), { ssr: false })

type TooltipProps = { label: ReactNode; shortcut?: string; children: ReactNode }

/**
 * Shows a hint for sighted users on hover and keyboard focus. The name of the control itself
 * belongs in its aria-label. The popup's code arrives with the first hover.
 */
export function Tooltip({ label, shortcut, children }: TooltipProps) {
  const wrapper = useRef<HTMLSpanElement>(null)
  const [open, setOpen] = useState(false)
  const needed = useLatch(open)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches the control inside it
    <span
      ref={wrapper}
      data-slot="tooltip"
      className="contents"
      onPointerEnter={(event) => event.pointerType === 'mouse' && setOpen(true)}
      onPointerLeave={() => setOpen(false)}
      onPointerDown={() => setOpen(false)}
      onFocus={(event) => event.target.matches(':focus-visible') && setOpen(true)}
      onBlur={() => setOpen(false)}
    >
      {children}
      {needed && (
        <TooltipPopup
          anchor={() => wrapper.current?.firstElementChild ?? null}
          open={open}
          onOpenChange={setOpen}
          label={label}
          shortcut={shortcut}
        />
      )}
    </span>
  )
}
