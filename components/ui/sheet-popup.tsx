import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { buttonVariants } from './button'
import { cn } from './cn'
import type { SheetProps } from './sheet'

export default function SheetPopup(props: SheetProps) {
  const { open, onOpenChange, title, description, actions, children, footer } = props
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange} modal={false} disablePointerDismissal>
      <Dialog.Portal>
        <Dialog.Popup
          data-slot="sheet-popup"
          className="animate-sheet fixed inset-y-0 right-0 z-40 flex w-full flex-col bg-raised shadow-dialog outline-none sm:w-[30rem]"
        >
          <header className="flex items-start justify-between gap-3 border-b px-5 py-3">
            <div className="min-w-0 pt-0.5">
              <Dialog.Title className="truncate font-semibold text-lg">{title}</Dialog.Title>
              {description && (
                <Dialog.Description render={<div />} className="text-muted text-sm">
                  {description}
                </Dialog.Description>
              )}
            </div>
            <div className="-mr-2 flex items-center gap-1">
              {actions}
              <Dialog.Close
                aria-label="Close"
                className={cn(buttonVariants({ variant: 'ghost', icon: true }))}
              >
                <X />
              </Dialog.Close>
            </div>
          </header>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard */}
          <div className="flex-1 overflow-y-auto px-5 py-4 -outline-offset-2" tabIndex={0}>
            {children}
          </div>
          {footer && (
            <footer className="flex flex-wrap gap-2 border-t bg-subtle px-5 py-3">{footer}</footer>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
