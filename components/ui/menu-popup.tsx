import { Menu } from '@base-ui/react/menu'
import type { RefObject } from 'react'
import type { MenuEntry } from './menu-entry'
import { MenuRow } from './menu-row'

type MenuPopupProps = {
  anchor: RefObject<HTMLElement | null>
  open: boolean
  onOpenChange: (open: boolean) => void
  items: readonly MenuEntry[]
  align: 'start' | 'end'
  side: 'top' | 'bottom' | 'right'
}

export default function MenuPopup(props: MenuPopupProps) {
  const { anchor, open, onOpenChange, items, align, side } = props
  return (
    <Menu.Root
      open={open}
      modal={false}
      onOpenChange={(next, { event }) => {
        // A press on the button is the button's own business: it toggles.
        const onButton = event.target instanceof Node && anchor.current?.contains(event.target)
        if (next || !onButton) onOpenChange(next)
      }}
    >
      <Menu.Portal>
        <Menu.Positioner
          anchor={anchor}
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className="z-60 outline-none"
        >
          <Menu.Popup
            data-slot="menu-popup"
            finalFocus={anchor}
            className="animate-popup max-h-(--available-height) min-w-44 max-w-80 overflow-y-auto rounded-lg bg-raised p-1 text-sm shadow-popup outline-none"
          >
            {items.map((item) => (
              <MenuRow key={item.kind === 'separator' ? item.id : item.label} item={item} />
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
