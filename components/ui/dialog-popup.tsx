import { Dialog } from '@base-ui/react/dialog'
import { useRef } from 'react'
import { buttonVariants } from './button'
import { cn } from './cn'
import type { DialogProps } from './dialog'
import { Icon } from './icon'

const WIDTHS = { sm: 'sm:max-w-sm', md: 'sm:max-w-md', lg: 'sm:max-w-2xl' }

export default function DialogPopup(props: DialogProps) {
  const { open, onOpenChange, title, description, children, footer, size = 'md', reading } = props
  const body = useRef<HTMLDivElement>(null)
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="animate-backdrop fixed inset-0 z-50 bg-black/35" />
        <Dialog.Viewport className="fixed inset-0 z-50 flex items-end justify-center p-2 sm:items-start sm:pt-[12vh]">
          <Dialog.Popup
            data-slot="dialog-popup"
            initialFocus={reading ? body : undefined}
            className={cn(
              'animate-popup relative flex max-h-[85dvh] w-full flex-col overflow-hidden rounded-xl bg-raised shadow-dialog outline-none',
              WIDTHS[size],
            )}
          >
            <div className="py-4 pr-12 pl-5">
              <Dialog.Title className="font-semibold text-lg [overflow-wrap:anywhere]">
                {title}
              </Dialog.Title>
              {description && (
                <Dialog.Description className="text-pretty text-muted text-sm">
                  {description}
                </Dialog.Description>
              )}
            </div>
            {children && (
              <div
                ref={body}
                tabIndex={reading ? 0 : undefined}
                className="overflow-y-auto px-5 pt-1 pb-5 outline-none"
              >
                {children}
              </div>
            )}
            {footer && (
              <div className="flex flex-wrap justify-end gap-2 border-t bg-subtle px-5 py-3">
                {footer}
              </div>
            )}
            {/* Last, so that the first field has the focus. */}
            <Dialog.Close
              aria-label="Close"
              className={cn(
                buttonVariants({ variant: 'ghost', size: 'sm', icon: true }),
                'absolute top-4 right-3',
              )}
            >
              <Icon name="x" />
            </Dialog.Close>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
