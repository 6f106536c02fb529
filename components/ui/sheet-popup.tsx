import { Dialog } from '@base-ui/react/dialog'
import { useRef } from 'react'
import { buttonVariants } from './button'
import { Icon } from './icon'
import type { SheetProps } from './sheet'

export default function SheetPopup(props: SheetProps) {
  const { open, onOpenChange, title, description, actions, children, footer } = props
  const body = useRef<HTMLDivElement>(null)
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange} modal={false} disablePointerDismissal>
      <Dialog.Portal>
        <Dialog.Popup
          data-slot="sheet-popup"
          initialFocus={body}
          // It would keep the arrow keys to itself; here they go on to the next row.
          onKeyDown={(event) => event.preventBaseUIHandler()}
          className="animate-sheet fixed inset-y-0 right-0 z-40 flex w-full flex-col bg-raised shadow-dialog outline-none sm:w-[30rem]"
        >
          <div className="flex min-h-14 items-center justify-between gap-3 border-b py-2.5 pr-3 pl-5">
            <div className="min-w-0">
              <Dialog.Title className="truncate font-semibold text-lg">{title}</Dialog.Title>
              {description && (
                <Dialog.Description render={<div />} className="truncate text-muted text-sm">
                  {description}
                </Dialog.Description>
              )}
            </div>
            <div className="flex items-center gap-1">
              {actions}
              <Dialog.Close
                aria-label="Close"
                className={buttonVariants({ variant: 'ghost', icon: true })}
              >
                <Icon name="x" />
              </Dialog.Close>
            </div>
          </div>
          <div
            ref={body}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: takes the focus, so that the arrows scroll what one came to read
            tabIndex={0}
            data-slot="sheet-body"
            className="flex-1 overflow-y-auto px-5 py-4 outline-none"
          >
            {children}
          </div>
          {footer && (
            <div className="flex flex-wrap justify-end gap-2 border-t bg-subtle px-5 py-3">
              {footer}
            </div>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
