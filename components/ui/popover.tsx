'use client'

import dynamic from 'next/dynamic'
import { type ReactNode, useRef, useState } from 'react'
import { Button, type ButtonProps } from './button'
import { useLatch } from './use-latch'

const load = () => import('./popover-popup')
const PopoverPopup = dynamic(load, { ssr: false })

type PopoverProps = Omit<ButtonProps, 'onClick' | 'title' | 'content'> & {
  title: string
  content: ReactNode
  align?: 'start' | 'end'
}

/** A button and what unfolds beside it. The code arrives when the pointer or focus comes near. */
export function Popover({ title, content, align = 'start', children, ...props }: PopoverProps) {
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const needed = useLatch(open)
  return (
    <>
      <Button
        ref={button}
        aria-haspopup="dialog"
        aria-expanded={open}
        onPointerEnter={load}
        onFocus={load}
        onClick={() => {
          setOpen(!open)
        }}
        {...props}
      >
        {children}
      </Button>
      {needed && (
        <PopoverPopup
          anchor={button}
          open={open}
          onOpenChange={setOpen}
          title={title}
          align={align}
        >
          {content}
        </PopoverPopup>
      )}
    </>
  )
}
