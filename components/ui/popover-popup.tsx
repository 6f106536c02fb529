import { Popover } from '@base-ui/react/popover'
import type { ReactNode, RefObject } from 'react'

type PopoverPopupProps = {
  anchor: RefObject<HTMLElement | null>
  open: boolean
  onOpenChange: (open: boolean) => void
  label: string
  children: ReactNode
}

export default function PopoverPopup(props: PopoverPopupProps) {
  const { anchor, open, onOpenChange, label, children } = props
  return (
    <Popover.Root
      open={open}
      onOpenChange={(next, { event }) => {
        // A press on the button is the button's own business: it toggles.
        const onButton = event.target instanceof Node && anchor.current?.contains(event.target)
        if (next || !onButton) onOpenChange(next)
      }}
    >
      <Popover.Portal>
        <Popover.Positioner
          anchor={anchor}
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="z-60 outline-none"
        >
          <Popover.Popup
            data-slot="popover-popup"
            aria-label={label}
            finalFocus={anchor}
            className="animate-popup w-80 max-w-[calc(100vw-1rem)] rounded-lg bg-raised p-4 text-sm shadow-popup outline-none"
          >
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
