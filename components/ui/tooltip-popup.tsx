import { Tooltip } from '@base-ui/react/tooltip'
import type { ReactNode } from 'react'
import { Kbd } from './kbd'

type TooltipPopupProps = {
  anchor: () => Element | null
  open: boolean
  onOpenChange: (open: boolean) => void
  label: ReactNode
  shortcut?: string
}

export default function TooltipPopup(props: TooltipPopupProps) {
  const { anchor, open, onOpenChange, label, shortcut } = props
  return (
    <Tooltip.Root open={open} onOpenChange={onOpenChange}>
      <Tooltip.Portal>
        <Tooltip.Positioner anchor={anchor} sideOffset={6} className="z-70">
          <Tooltip.Popup
            data-slot="tooltip-popup"
            className="animate-popup flex max-w-72 items-center gap-2 rounded-md bg-foreground px-2 py-1 text-background text-xs shadow-popup"
          >
            {label}
            {shortcut && <Kbd keys={shortcut} className="border-background/30 text-background" />}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
