'use client'

import dynamic from 'next/dynamic'
import { useRef, useState } from 'react'
import { Button, type ButtonProps } from './button'
import type { MenuEntry } from './menu-entry'
import { useLatch } from './use-latch'

const load = () => import('./menu-popup')
const MenuPopup = dynamic(load, { ssr: false })

type MenuProps = Omit<ButtonProps, 'onClick'> & {
  items: readonly MenuEntry[]
  align?: 'start' | 'end'
  side?: 'top' | 'bottom' | 'right'
}

/** A button and its menu. The menu's code arrives when the pointer or the focus comes near. */
export function Menu({ items, align = 'start', side = 'bottom', children, ...props }: MenuProps) {
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const needed = useLatch(open)
  return (
    <>
      <Button
        ref={button}
        aria-haspopup="menu"
        aria-expanded={open}
        onPointerEnter={load}
        onFocus={load}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return
          event.preventDefault()
          setOpen(true)
        }}
        {...props}
      >
        {children}
      </Button>
      {needed && (
        <MenuPopup
          anchor={button}
          open={open}
          onOpenChange={setOpen}
          items={items}
          align={align}
          side={side}
        />
      )}
    </>
  )
}
